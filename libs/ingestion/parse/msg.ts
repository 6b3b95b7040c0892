import msgreader, { type FieldsData } from '@kenjiuno/msgreader';
import { attachmentName } from './children.js';
import { checkCompoundFile } from './compound-file.js';
import { codePage, decodeText } from './decode.js';
import { mailDocument } from './mail-document.js';
import { ParseFailure } from './parse-failure.js';
import type { Child, ParsedDocument } from './parsed-document.js';

// The library is CommonJS that is marked as an ES module, so that its default stands one level deeper.
const MsgReader = msgreader.default;
type Reader = InstanceType<typeof MsgReader>;

/** What must be text; in a damaged message the library gives what stands there. */
const WRITTEN = [
  'subject',
  'body',
  'bodyHtml',
  'senderName',
  'senderEmail',
  'senderSmtpAddress',
] as const satisfies (keyof FieldsData)[];

/**
 * An Outlook message. Attachments, messages among them, become children; objects that only their program could show,
 * and damaged ones, are left out with the warning 'content-left-out'. Throws ParseFailure 'corrupt'.
 */
export function parseMsg(bytes: Uint8Array): ParsedDocument {
  const { reader, fields } = open(bytes);
  const of = (type: string) =>
    (fields.recipients ?? [])
      .filter(({ recipType }) => recipType === type)
      .map(({ name, smtpAddress, email }) => address(name, smtpAddress ?? email))
      .join(', ');
  const attached = (fields.attachments ?? []).filter(({ attachmentHidden }) => !attachmentHidden);
  const attachments = attached.flatMap((one, i) => attachment(reader, one, i + 1));
  const document = mailDocument({
    subject: fields.subject ?? '',
    from: address(fields.senderName, fields.senderSmtpAddress ?? fields.senderEmail),
    to: of('to'),
    cc: of('cc'),
    sent: fields.clientSubmitTime ?? fields.messageDeliveryTime ?? fields.creationTime,
    html:
      fields.bodyHtml ??
      (fields.html && decodeText(fields.html, codePage(fields.internetCodepage ?? 1252)).text),
    text: fields.body,
    attachments,
  });
  return { ...document, warnings: attachments.length < attached.length ? ['content-left-out'] : [] };
}

function attachment(reader: Reader, fields: FieldsData, number: number): Child[] {
  try {
    const { fileName, content } = reader.getAttachment(fields);
    return [{ name: attachmentName(fields.fileName ?? fileName, `attachment-${number}`), bytes: content }];
  } catch {
    return [];
  }
}

function open(bytes: Uint8Array): { reader: Reader; fields: FieldsData } {
  const read = (ansiEncoding?: string) => {
    const reader = new MsgReader(Uint8Array.from(bytes).buffer);
    if (ansiEncoding) reader.parserConfig = { ansiEncoding };
    return { reader, fields: reader.getFileData() };
  };
  try {
    checkCompoundFile(bytes);
    const first = read();
    const page = first.fields.messageCodepage ?? first.fields.internetCodepage;
    // Messages that are not in Unicode say in which code page they are only inside.
    const message = page && page !== 1200 && page !== 65001 ? read(codePage(page)) : first;
    if (!message.fields.error && WRITTEN.every((name) => isText(message.fields[name]))) return message;
  } catch {
    // Said below.
  }
  throw new ParseFailure(
    'corrupt',
    'The Outlook message is damaged: open it in Outlook, save it again and send the new file.',
  );
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

/** Senders inside one organisation have no address but a path in its directory, which nobody reads. */
function address(name = '', mail = ''): string {
  if (!mail.includes('@') || mail === name) return name || mail;
  return name ? `${name} <${mail}>` : mail;
}
