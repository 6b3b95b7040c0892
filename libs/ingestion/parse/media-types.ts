import { lookup } from 'mime-types';
import { readZipEntry, zipEntries } from './zip.js';

export const TEXT = 'text/plain';
export const MARKDOWN = 'text/markdown';
export const HTML = 'text/html';
export const PDF = 'application/pdf';
export const CSV = 'text/csv';
export const TSV = 'text/tab-separated-values';
export const RTF = 'application/rtf';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
export const ODT = 'application/vnd.oasis.opendocument.text';
export const ODS = 'application/vnd.oasis.opendocument.spreadsheet';
export const ODP = 'application/vnd.oasis.opendocument.presentation';
export const DOC = 'application/msword';
export const XLS = 'application/vnd.ms-excel';
export const PPT = 'application/vnd.ms-powerpoint';
export const EPUB = 'application/epub+zip';
/** Password-protected Office files and the Office formats before 2007 share one container. */
export const OLE = 'application/x-ole-storage';
export const ENCRYPTED_OFFICE = 'application/x-ole-encrypted';
export const ZIP = 'application/zip';
export const EML = 'message/rfc822';
export const MSG = 'application/vnd.ms-outlook';
export const MBOX = 'application/mbox';
export const MHTML = 'multipart/related';
export const XML = 'application/xml';

/** What the first bytes of a file say, with the words a person uses for it. */
const SIGNATURES: [mediaType: string, offset: number, bytes: string][] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['image/webp', 8, 'WEBP'],
  [RTF, 0, '{\\rtf'],
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
  [RTF]: 'an RTF document',
  [DOC]: 'a Word document of the old .doc kind',
  [XLS]: 'an Excel workbook of the old .xls kind',
  [PPT]: 'a PowerPoint presentation of the old .ppt kind',
  [MSG]: 'an Outlook message',
  [OLE]: 'an Office file of the kind used before 2007',
  [ZIP]: 'a ZIP archive',
  'application/gzip': 'a gzip archive',
  'application/x-7z-compressed': 'a 7-Zip archive',
  'application/vnd.rar': 'a RAR archive',
  'application/x-executable': 'a program',
  [XLSX]: 'an Excel workbook',
  [PPTX]: 'a PowerPoint presentation',
  [ODT]: 'an OpenDocument text',
  [ODS]: 'an OpenDocument spreadsheet',
  [ODP]: 'an OpenDocument presentation',
  [EPUB]: 'an e-book',
  [EML]: 'an e-mail',
  [MBOX]: 'a mailbox',
  [MHTML]: 'a saved web page',
  [XML]: 'an XML file',
  [CSV]: 'a CSV table',
  [TSV]: 'a table with tabs',
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

/** Endings that the registry of media types does not know, or knows under another name. */
const ENDINGS: Record<string, string> = {
  ...{ xhtml: HTML, mht: MHTML, mhtml: MHTML, eml: EML, msg: MSG, mbox: MBOX, xml: XML, akn: XML, tab: TSV },
};

/** The type that the ending of a file name stands for, or null. */
export function namedType(fileName: string): string | null {
  const ending = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase();
  // Parts of an old text, "moby.12", have a number for an ending.
  if (!ending || /^\d+$/.test(ending)) return null;
  return ENDINGS[ending] ?? (lookup(ending) || `.${ending}`);
}

/** The part that tells an office file from other ZIP archives. */
const MAIN_PARTS: [part: RegExp, mediaType: string][] = [
  [/^word\/document\d*\.xml$/, DOCX],
  [/^xl\/workbook\d*\.xml$/, XLSX],
  [/^ppt\/presentation\d*\.xml$/, PPTX],
  [/^META-INF\/container\.xml$/, EPUB],
  [/^word\//, DOCX],
];

/** Office files, OpenDocument files and e-books are ZIP archives; what they declare, or the names of the parts, tells which. */
function zipType(bytes: Uint8Array): string {
  const { names, declared } = directory(bytes);
  if (declared.startsWith('application/')) return declared.replace(/-(?:template|master)$/, '');
  return MAIN_PARTS.find(([part]) => names.some((name) => part.test(name)))?.[1] ?? ZIP;
}

/** The names of the parts, and the media type that OpenDocument files and e-books hold as a part of their own. */
function directory(bytes: Uint8Array): { names: string[]; declared: string } {
  try {
    const entries = zipEntries(bytes);
    const type = entries.find(({ name, unpacked }) => name === 'mimetype' && unpacked < 200);
    return {
      names: entries.map(({ name }) => name),
      declared: type ? readZipEntry(bytes, type).toString('latin1').trim() : '',
    };
  } catch {
    // Cut off, it has lost its directory, but each part has its name before it.
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const parts = file.matchAll(/PK\p{Cc}{2}[^]{26}([\w./[\] -]+\.xml)/gu);
    return { names: [...parts].map(([, name]) => name!), declared: '' };
  }
}

/** The stream that tells an office file of an OLE container from others; Excel 5 named it "Book". */
const STREAMS: Record<string, string> = {
  EncryptedPackage: ENCRYPTED_OFFICE,
  WordDocument: DOC,
  Workbook: XLS,
  Book: XLS,
  'PowerPoint Document': PPT,
  '__properties_version1.0': MSG,
};
const DIRECTORY_ENTRY_BYTES = 128;
/** The file's own streams come before those of objects that are embedded in it. */
const FIRST_ENTRIES = 64;

/** An OLE container names its streams in a directory whose first sector its header gives ([MS-CFB] 2.2, 2.6). */
function oleType(bytes: Uint8Array): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (file.length < 512) return OLE;
  const sectorBytes = 2 ** Math.min(12, file.readUInt16LE(30));
  const start = (file.readUInt32LE(48) + 1) * sectorBytes;
  for (let i = 0; i < FIRST_ENTRIES; i++) {
    const entry = file.subarray(start + i * DIRECTORY_ENTRY_BYTES, start + i * DIRECTORY_ENTRY_BYTES + 64);
    const name = entry.toString('utf16le').split('\0', 1)[0]!;
    if (Object.hasOwn(STREAMS, name)) return STREAMS[name]!;
  }
  // The directory of a large container is scattered; any name in it will have to do.
  // Node 20 looks for ever for UTF-16 in bytes at an odd place in memory, so this looks for bytes.
  const [, type] = Object.entries(STREAMS).find(([name]) => file.includes(Buffer.from(name, 'utf16le'))) ?? [
    null,
    OLE,
  ];
  return type;
}
