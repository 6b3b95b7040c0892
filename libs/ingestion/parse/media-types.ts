import { lookup } from 'mime-types';

export const TEXT = 'text/plain';
export const MARKDOWN = 'text/markdown';
export const HTML = 'text/html';
export const PDF = 'application/pdf';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** Password-protected Office files and the Office formats before 2007 share one container. */
export const OLE = 'application/x-ole-storage';
export const ENCRYPTED_OFFICE = 'application/x-ole-encrypted';
export const ZIP = 'application/zip';

/** What the first bytes of a file say, with the words a person uses for it. */
const SIGNATURES: [mediaType: string, offset: number, bytes: string][] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['image/webp', 8, 'WEBP'],
  ['application/rtf', 0, '{\\rtf'],
  ['application/gzip', 0, '\x1f\x8b'],
  ['application/x-7z-compressed', 0, '7z\xbc\xaf\x27\x1c'],
  ['application/vnd.rar', 0, 'Rar!\x1a\x07'],
  ['application/x-executable', 0, '\x7fELF'],
  ['application/x-executable', 0, 'MZ\x90\0'],
  [OLE, 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  [ZIP, 0, 'PK\x03\x04'],
  [ZIP, 0, 'PK\x05\x06'],
];

const NAMES: Record<string, string> = {
  'image/png': 'a PNG image',
  'image/jpeg': 'a JPEG image',
  'image/gif': 'a GIF image',
  'image/tiff': 'a TIFF image',
  'image/webp': 'a WebP image',
  'application/rtf': 'an RTF document',
  'application/msword': 'a Word document of the old .doc kind',
  'application/vnd.ms-excel': 'an Excel workbook of the old .xls kind',
  'application/vnd.ms-powerpoint': 'a PowerPoint presentation of the old .ppt kind',
  'application/vnd.ms-outlook': 'an Outlook message',
  [OLE]: 'an Office file of the kind used before 2007',
  [ZIP]: 'a ZIP archive',
  'application/gzip': 'a gzip archive',
  'application/x-7z-compressed': 'a 7-Zip archive',
  'application/vnd.rar': 'a RAR archive',
  'application/x-executable': 'a program',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'an Excel workbook',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'a PowerPoint presentation',
  'application/vnd.oasis.opendocument.text': 'an OpenDocument text',
  'application/vnd.oasis.opendocument.spreadsheet': 'an OpenDocument spreadsheet',
  'application/vnd.oasis.opendocument.presentation': 'an OpenDocument presentation',
  'application/epub+zip': 'an e-book',
  'message/rfc822': 'an e-mail',
  'application/mbox': 'a mailbox',
  'text/csv': 'a CSV table',
  [PDF]: 'a PDF',
  [DOCX]: 'a Word document',
};

/** The media type as a person would say it, with its article: "a PNG image". */
export function describe(mediaType: string): string {
  return NAMES[mediaType] ?? `a file of the type ${mediaType}`;
}

/** The type by magic bytes, or null for what has none (text, Markdown, HTML, e-mail). */
export function magicType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  // The PDF readers in use accept up to a kilobyte of other bytes before the header.
  if (head.includes('%PDF-')) return PDF;
  const found = SIGNATURES.find(([, offset, signature]) => head.startsWith(signature, offset))?.[0] ?? null;
  if (found === ZIP) return zipType(bytes);
  return found === OLE ? oleType(bytes) : found;
}

/** The type that the ending of a file name stands for, or null. */
export function namedType(fileName: string): string | null {
  const ending = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase();
  if (!ending) return null;
  if (ending === 'xhtml') return HTML;
  return lookup(ending) || `.${ending}`;
}

/** Office and OpenDocument files are ZIP archives; the names of their parts tell which, wherever they stand. */
function zipType(bytes: Uint8Array): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const declared = /^mimetype(application\/[\w.+-]+)/.exec(file.toString('latin1', 30, 130))?.[1];
  if (declared) return declared.replace(/PK$/, '');
  if (file.includes('word/document')) return DOCX;
  if (file.includes('xl/workbook')) return lookup('xlsx') as string;
  if (file.includes('ppt/presentation')) return lookup('pptx') as string;
  return file.includes('word/') ? DOCX : ZIP;
}

/** The directory of an OLE container names its streams in UTF-16. */
function oleType(bytes: Uint8Array): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const has = (stream: string) => file.includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage')) return ENCRYPTED_OFFICE;
  if (has('WordDocument')) return 'application/msword';
  if (has('Workbook')) return 'application/vnd.ms-excel';
  if (has('PowerPoint Document')) return 'application/vnd.ms-powerpoint';
  return has('__properties_version1.0') ? 'application/vnd.ms-outlook' : OLE;
}
