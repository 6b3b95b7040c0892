import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { attachmentName } from './children.js';
import { withQuotationMarks } from './decode.js';
import { parsePage } from './html.js';
import { mailDocument } from './mail-document.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';

/** Signatures say nothing that a reader would read. */
const SIGNATURE = /^application\/(?:x-)?(?:pkcs7|pgp)-signature$/;
const DEEPEST = 50;

/**
 * A mail in its transport format (RFC 5322, MIME). Attachments, mails among them, become children; pictures that
 * its text shows and signatures are left out. Throws ParseFailure 'corrupt'.
 */
export async function parseEml(bytes: Uint8Array): Promise<ParsedDocument> {
  const email = await readMime(bytes);
  return mailDocument({
    subject: email.subject ?? '',
    from: names(email.from ? [email.from] : []),
    to: names(email.to ?? []),
    cc: names(email.cc ?? []),
    sent: email.date,
    html: email.html && withQuotationMarks(email.html),
    text: email.text && withQuotationMarks(email.text),
    attachments: email.attachments
      .filter((attachment) => !isPartOfText(attachment))
      .map((attachment, i) => ({
        name: attachmentName(attachment.filename, unnamed(attachment, i + 1)),
        bytes: new Uint8Array(attachment.content as ArrayBuffer),
        mediaType: attachment.mimeType,
      })),
  });
}

/** A web page saved with its pictures in one file: its main content, as of any page. */
export async function parseMhtml(bytes: Uint8Array): Promise<ParsedDocument> {
  const { html, text, subject } = await readMime(bytes);
  const page = parsePage(withQuotationMarks(html ?? text ?? ''));
  return { ...page, metadata: { ...(subject && { title: subject }), ...page.metadata } };
}

async function readMime(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: DEEPEST,
    });
  } catch (error) {
    throw new ParseFailure(
      'corrupt',
      `The mail cannot be read (${(error as Error).message}): save it from the mail program again and send the new file.`,
    );
  }
}

function isPartOfText({ mimeType, disposition, contentId, related }: Attachment): boolean {
  if (SIGNATURE.test(mimeType)) return true;
  return mimeType.startsWith('image/') && disposition !== 'attachment' && Boolean(related ?? contentId);
}

function unnamed({ mimeType }: Attachment, number: number): string {
  const ending = mimeType === 'message/rfc822' ? '.eml' : mimeType.startsWith('text/') ? '.txt' : '';
  return `attachment-${number}${ending}`;
}

function names(addresses: Address[]): string {
  return addresses
    .flatMap((address) => address.group ?? [address])
    .map(({ name, address }) => (name && address ? `${name} <${address}>` : name || (address ?? '')))
    .join(', ');
}
