import { parseDocx } from './docx.js';
import { parseHtml } from './html.js';
import { parseMarkdown } from './markdown.js';
import {
  describe,
  DOCX,
  ENCRYPTED_OFFICE,
  HTML,
  magicType,
  MARKDOWN,
  namedType,
  PDF,
  TEXT,
  ZIP,
} from './media-types.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { parsePdf } from './pdf.js';
import { parseText } from './text.js';

/** What can be read, and by which parser. A new format is a row here and a row of magic bytes or a file ending. */
const PARSERS: Record<string, (bytes: Uint8Array) => ParsedDocument | Promise<ParsedDocument>> = {
  [TEXT]: parseText,
  [MARKDOWN]: parseMarkdown,
  [HTML]: parseHtml,
  [DOCX]: parseDocx,
  [PDF]: parsePdf,
};
/** Formats that magic bytes give away, so that a file which only has the name of one is broken. */
const MARKED = new Set([DOCX, PDF]);

/**
 * The canonical text of a file with its structure.
 * The type is told by magic bytes first, then by the ending of the name, then by the declared type.
 * Throws ParseFailure with a code and a sentence for the curator.
 */
export async function parse(
  bytes: Uint8Array,
  fileName: string,
  declaredMediaType?: string,
): Promise<ParsedDocument & { mediaType: string }> {
  if (bytes.length === 0) {
    throw new ParseFailure(
      'empty',
      'The file is empty: check that it was saved and sent completely, and send it again.',
    );
  }
  const mediaType = detect(bytes, fileName, declaredMediaType);
  const parser = PARSERS[mediaType];
  if (!parser) throw unsupported(mediaType, fileName);
  const document = await parser(bytes);
  if (!document.text) {
    throw new ParseFailure(
      'no-text',
      'The file holds no text that could be searched: check that it is the right file.',
    );
  }
  return { ...document, mediaType };
}

function detect(bytes: Uint8Array, fileName: string, declared?: string): string {
  const magic = magicType(bytes);
  if (magic === ENCRYPTED_OFFICE) {
    throw new ParseFailure(
      'encrypted',
      'The file is protected by a password: save a copy without password and send that.',
    );
  }
  const named = namedType(fileName) ?? declared?.split(';')[0]!.trim().toLowerCase();
  // A Word document cut off before its end cannot be told from other archives.
  if (magic && !(magic === ZIP && named === DOCX)) return magic;
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
