import { assemble } from './canonical.js';
import { locateWords } from './locate-words.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { pdfBlocks } from './pdf-blocks.js';
import { withoutFurniture } from './pdf-furniture.js';
import type { PageLines } from './pdf-lines.js';

/** A page, and how sure text recognition was of it (0 to 1; null where the file itself holds the text). */
export interface ReadPage extends PageLines {
  confidence: number | null;
}

/** Below this about every tenth word is wrong: a curator should look at the page. */
const LOW_CONFIDENCE = 0.75;

/** Makes a document of the lines of its pages. Throws ParseFailure 'no-text'. */
export function documentOf(pages: ReadPage[], metadata: Record<string, unknown>): ParsedDocument {
  const bodies = withoutFurniture(pages);
  const document = assemble(pdfBlocks(bodies));
  if (!document.text) throw noText();
  const isSilent = bodies.some(({ lines }) => lines.length === 0);
  const isUnsure = bodies.some(
    ({ lines, confidence }) => lines.length > 0 && confidence !== null && confidence < LOW_CONFIDENCE,
  );
  return {
    ...document,
    layout: locateWords(document.text, document.pages, bodies),
    metadata,
    warnings: [
      ...(isSilent ? ['pages-without-text' as const] : []),
      ...(isUnsure ? ['ocr-low-confidence' as const] : []),
    ],
  };
}

function noText(): ParseFailure {
  return new ParseFailure(
    'no-text',
    'No text can be seen on any page: check that it is the right file, or scan it again with more contrast.',
  );
}
