import { createHash } from 'node:crypto';
import { attachmentName, distinct } from './children.js';
import { ParseFailure } from './parse-failure.js';
import type { Child, ParsedDocument } from './parsed-document.js';

/** The line before each mail: an address and a time, after an empty line or at the start (RFC 4155). */
const SEPARATOR = /(?:^|\r?\n\r?\n|(?<=\n))From \S+ .*\d{4}[^\r\n]*(?:\r?\n|$)/g;

/**
 * A mailbox file: no text, and each mail a child, named by its Message-ID so that it keeps its name when others
 * come or go. Throws ParseFailure 'corrupt'.
 */
export function parseMbox(bytes: Uint8Array): ParsedDocument {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const separators = [...text.matchAll(SEPARATOR)];
  if (separators.length === 0)
    throw new ParseFailure(
      'corrupt',
      'The file is no mailbox: export the mails again, or send them one by one as .eml.',
    );
  const children = separators.map((separator, i): Child => {
    const mail = text
      .slice(separator.index + separator[0].length, separators[i + 1]?.index)
      .replace(/^>(>*From )/gm, '$1');
    const content = Buffer.from(mail, 'latin1');
    const id = /^message-id:\s*<([^>\r\n]+)>/im.exec(mail.split(/\r?\n\r?\n/, 1)[0]!)?.[1];
    const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const name = attachmentName(id?.replace(/[^\w.@+-]/g, '_'), digest);
    return { name: `${name}.eml`, bytes: content, mediaType: 'message/rfc822' };
  });
  return {
    ...{ text: '', headings: [], pages: [], metadata: {}, warnings: [] },
    children: distinct(children),
  };
}
