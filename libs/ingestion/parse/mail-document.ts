import { parse } from 'parse5';
import { assemble, oneLine, type Block } from './canonical.js';
import { distinct } from './children.js';
import { htmlBlocks } from './html-blocks.js';
import type { Child, ParsedDocument } from './parsed-document.js';
import { textBlocks } from './text.js';

/** A mail, whatever file it came in. Addresses as "Name <address>". */
export interface Mail {
  subject: string;
  from: string;
  to: string;
  cc: string;
  /** When it was sent, as anything that Date reads; else it is left out. */
  sent: string | undefined;
  html: string | undefined;
  text: string | undefined;
  attachments: Child[];
}

/** The HTML of a mail that holds less than this share of its plain text is a mere hint to open another program. */
const HTML_SHARE = 0.5;

/** A mail as a document: the subject as its heading, who wrote to whom and when, the text; attachments as children. */
export function mailDocument(mail: Mail): ParsedDocument {
  const moment = new Date(mail.sent ?? NaN);
  const sent = Number.isNaN(moment.getTime()) ? '' : moment.toISOString().replace('.000Z', 'Z');
  const { from, to, cc } = mail;
  const lines = Object.entries({
    From: from,
    To: to,
    Cc: cc,
    Date: sent.replace('T', ' ').replace('Z', ' UTC'),
  })
    .filter(([, value]) => value.trim())
    .map(([name, value]) => `${name}: ${oneLine(value)}`);
  const subject = oneLine(mail.subject);
  const blocks: Block[] = [
    ...(subject ? [{ text: subject, level: 1 }] : []),
    { text: lines.join('\n') },
    ...body(mail),
  ];
  const metadata = {
    title: subject,
    from: oneLine(from),
    to: oneLine(to),
    cc: oneLine(cc),
    date: sent.slice(0, 10),
    sent,
  };
  return {
    ...assemble(blocks),
    metadata: Object.fromEntries(Object.entries(metadata).filter(([, value]) => value)),
    warnings: [],
    children: distinct(mail.attachments.filter(({ bytes }) => bytes.length > 0)),
  };
}

function body({ html, text }: Mail): Block[] {
  const plain = textBlocks(text ?? '');
  if (!html?.trim()) return plain;
  const rich = htmlBlocks(parse(html));
  const length = (blocks: Block[]) => blocks.reduce((sum, block) => sum + block.text.length, 0);
  return length(rich) < length(plain) * HTML_SHARE ? plain : rich;
}
