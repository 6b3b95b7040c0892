import { assemble, oneLine } from './canonical.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { pdfBlocks } from './pdf-blocks.js';
import { withoutFurniture } from './pdf-furniture.js';
import { pageLines } from './pdf-lines.js';
import { damagedPdf, openPdf, readPage, type PdfFile } from './pdf-reader.js';

/** Beyond these a file is no document that anybody searches, or one that was made to keep us busy. */
const LIMITS = { pages: 5000, milliseconds: 300_000 };
/** With more unreadable characters than this share, the fonts of a file say nothing about its letters. */
const UNREADABLE_SHARE = 0.3;

/**
 * The text layer of a PDF in reading order, without running heads and page numbers, with its pages.
 * Throws ParseFailure 'encrypted', 'corrupt', 'no-text' (a scan), 'too-large' or 'timeout'.
 */
export async function parsePdf(bytes: Uint8Array, limits = LIMITS): Promise<ParsedDocument> {
  const deadline = Date.now() + limits.milliseconds;
  const file = await openPdf(bytes);
  try {
    if (file.numPages > limits.pages) throw tooLong(file.numPages, limits.pages);
    const pages = [];
    let broken = 0;
    for (let number = 1; number <= file.numPages; number++) {
      if (Date.now() >= deadline) throw tooSlow(number, file.numPages);
      const page = await readPage(file, number);
      if (page.broken) broken++;
      pages.push(pageLines(page));
    }
    const bodies = withoutFurniture(pages);
    const document = assemble(pdfBlocks(bodies));
    if (!isReadable(document.text)) throw broken > 0 ? damagedPdf() : noText();
    const silent = bodies.some(({ lines }) => lines.length === 0);
    return { ...document, metadata: await ownWords(file), warnings: silent ? ['pages-without-text'] : [] };
  } finally {
    await file.loadingTask.destroy();
  }
}

function isReadable(text: string): boolean {
  const characters = text.replace(/\s+/g, '').length;
  const unreadable = text.match(/[\uE000-\uF8FF\uFFFD]/g)?.length ?? 0;
  return characters > 0 && unreadable <= characters * UNREADABLE_SHARE;
}

/** Title, author and date of creation, as the file has them. Programs often leave their file's name as the title. */
async function ownWords(file: PdfFile): Promise<Record<string, string>> {
  const { info } = await file.getMetadata().catch(() => ({ info: {} }));
  const { Title, Author, CreationDate } = info as Record<string, unknown>;
  const title = oneLine(String(Title ?? ''));
  const author = oneLine(String(Author ?? ''));
  const day = /^D:(\d{4})(\d{2})(\d{2})/.exec(String(CreationDate ?? ''));
  return {
    ...(title && !/^(?:untitled|microsoft word - .*|.*\.\w{2,4})$/i.test(title) && { title }),
    ...(author && { author }),
    ...(day && { created: day.slice(1).join('-') }),
  };
}

function noText(): ParseFailure {
  return new ParseFailure(
    'no-text',
    'The PDF holds pictures of pages but no readable text: scans need text recognition (OCR) first, then send the PDF with its text layer.',
  );
}

function tooLong(pages: number, limit: number): ParseFailure {
  return new ParseFailure(
    'too-large',
    `The PDF has ${pages} pages, and at most ${limit} can be read: divide it into smaller documents and send those.`,
  );
}

function tooSlow(page: number, pages: number): ParseFailure {
  return new ParseFailure(
    'timeout',
    `Reading the PDF took too long and stopped at page ${page} of ${pages}: print it to a new PDF or divide it, and send that.`,
  );
}
