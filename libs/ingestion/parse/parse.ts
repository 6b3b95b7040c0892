import { parseZip } from './archive.js';
import { parseCsv } from './csv.js';
import { parseDocx } from './docx.js';
import { parseEml, parseMhtml } from './eml.js';
import { parseEpub } from './epub.js';
import { parseHtml } from './html.js';
import { parseLegacy } from './libreoffice.js';
import { parseMarkdown } from './markdown.js';
import { parseMbox } from './mbox.js';
import {
  CSV,
  describe,
  DOC,
  DOCX,
  EML,
  ENCRYPTED_OFFICE,
  EPUB,
  HTML,
  magicType,
  MARKDOWN,
  MBOX,
  MHTML,
  MSG,
  namedType,
  ODP,
  ODS,
  ODT,
  PDF,
  PPT,
  PPTX,
  RTF,
  TEXT,
  TSV,
  XLS,
  XLSX,
  XML,
  ZIP,
} from './media-types.js';
import { parseMsg } from './msg.js';
import { ParseFailure } from './parse-failure.js';
import { parseOdp, parseOds, parseOdt } from './odf.js';
import type { OnPage, ParsedDocument } from './parsed-document.js';
import { parsePicture } from './parse-picture.js';
import { parsePdf } from './pdf.js';
import { parsePptx } from './pptx.js';
import { NO_RANGES, type Ranges } from './read-pages.js';
import { parseRtf } from './rtf.js';
import { parseText } from './text.js';
import { parseXlsx } from './xlsx.js';
import { parseXmlText } from './xml.js';

/** What can be read, and by which parser. A new format is a row here and a row of magic bytes or a file ending. */
const PARSERS: Record<
  string,
  (bytes: Uint8Array, onPage: OnPage, ranges: Ranges) => ParsedDocument | Promise<ParsedDocument>
> = {
  [TEXT]: parseText,
  [MARKDOWN]: parseMarkdown,
  [HTML]: parseHtml,
  [DOCX]: parseDocx,
  [PDF]: parsePdf,
  [PPTX]: parsePptx,
  [XLSX]: parseXlsx,
  [ODT]: parseOdt,
  [ODP]: parseOdp,
  [ODS]: parseOds,
  [RTF]: parseRtf,
  [CSV]: parseCsv,
  [TSV]: parseCsv,
  [EPUB]: parseEpub,
  [XML]: parseXmlText,
  [EML]: parseEml,
  [MSG]: parseMsg,
  [MHTML]: parseMhtml,
  [MBOX]: parseMbox,
  [ZIP]: parseZip,
  [DOC]: parseLegacy(DOC),
  [XLS]: parseLegacy(XLS),
  [PPT]: parseLegacy(PPT),
  [ENCRYPTED_OFFICE]: parseLegacy(ENCRYPTED_OFFICE),
  'image/png': parsePicture,
  'image/jpeg': parsePicture,
  'image/tiff': parsePicture,
};
/** Formats that magic bytes give away, so that a file which only has the name of one is broken. */
const MARKED = new Set([DOCX, PDF, PPTX, XLSX, ODT, ODP, ODS, RTF]);

export type ParsedFile = ParsedDocument & { mediaType: string };
export type Parse = typeof parse;

/**
 * The canonical text of a file with its structure.
 * The type is told by magic bytes first, then by the ending of the name, then by the declared type.
 * Throws ParseFailure with a code and a sentence for the curator.
 */
export async function parse(
  bytes: Uint8Array,
  fileName: string,
  declaredMediaType?: string,
  onPage: OnPage = () => {},
  ranges = NO_RANGES,
): Promise<ParsedFile> {
  if (bytes.length === 0) {
    throw new ParseFailure(
      'empty',
      'The file is empty: check that it was saved and sent completely, and send it again.',
    );
  }
  const mediaType = detect(bytes, fileName, declaredMediaType);
  const parser = PARSERS[mediaType];
  if (!parser) throw unsupported(mediaType, fileName);
  const document = await parser(bytes, onPage, ranges);
  if (!document.text && !document.children?.length) {
    throw new ParseFailure(
      'no-text',
      'The file holds no text that could be searched: check that it is the right file.',
    );
  }
  return { ...document, mediaType };
}

function detect(bytes: Uint8Array, fileName: string, declared?: string): string {
  const magic = magicType(bytes);
  const named = namedType(fileName) ?? declared?.split(';')[0]!.trim().toLowerCase();
  // An office file cut off before its end cannot be told from other archives.
  if (magic && !(magic === ZIP && named && MARKED.has(named))) return magic;
  if (named && MARKED.has(named)) {
    throw new ParseFailure(
      'corrupt',
      `The file is named like ${describe(named)} but is not a whole one: open it, save it again and send the new file.`,
    );
  }
  if (named && named !== 'application/octet-stream') return named;
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  return /^\s*(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html)\b/i.test(head) ? HTML : TEXT;
}

function unsupported(mediaType: string, fileName: string): ParseFailure {
  const named = namedType(fileName);
  const really =
    named && named !== mediaType
      ? `${fileName} is really ${describe(mediaType)}`
      : `This is ${describe(mediaType)}`;
  return new ParseFailure(
    'unsupported',
    `${really}, which cannot be read: save it as text, Markdown, HTML, Word (.docx) or PDF and send that.`,
  );
}
