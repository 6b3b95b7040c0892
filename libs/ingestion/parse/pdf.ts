import { cleanText, oneLine } from './canonical.js';
import { NO_WORDS } from './drawn-words.js';
import { documentOf, type ReadPage } from './page-document.js';
import { ParseFailure } from './parse-failure.js';
import type { OnPage, ParsedDocument } from './parsed-document.js';
import { pageLines } from './pdf-lines.js';
import { damagedPdf, openPdf, type PdfFile } from './pdf-reader.js';
import { NO_RANGES, readPages } from './read-pages.js';
import { RECOGNITION_DPI, startRecogniser, type Recogniser } from './recognise.js';
import { readAnyWayUp } from './recognise-turned.js';
import { isReadable } from './text-layer.js';

/** Beyond these a file is no document that anybody searches, or one that was made to keep us busy. */
const MOST_PAGES = 5000;
/** The most pixels that are read on a page: A3 at 300 dots an inch. */
const MOST_PIXELS = 18_000_000;

/**
 * The text of a PDF in reading order, without running heads and page numbers, with its pages. Pages without a usable
 * text layer are read by text recognition.
 * Throws ParseFailure 'encrypted', 'corrupt', 'no-text', or 'too-large'.
 */
export async function parsePdf(
  bytes: Uint8Array,
  onPage: OnPage = () => {},
  ranges = NO_RANGES,
  mostPages = MOST_PAGES,
): Promise<ParsedDocument> {
  const file = await openPdf(bytes);
  const recogniser = startRecogniser();
  try {
    if (file.pages > mostPages) throw tooLong(file.pages, mostPages);
    const pages = await readPages(file.pages, ranges, (number) => {
      onPage(number, file.pages, false);
      const page = textLayer(file, number);
      const isDamaged = page.width === 0;
      if (isDamaged || isReadable(page.lines.map(({ text }) => text).join('\n'))) return page;
      const takesLong = () => onPage(number, file.pages, true);
      takesLong();
      return readScan(file, number, recogniser, takesLong);
    });
    if (pages.every(({ width }) => width === 0)) throw damagedPdf();
    return documentOf(pages, ownWords(file));
  } finally {
    await recogniser.close();
    file.close();
  }
}

/**
 * The lines of the text layer in reading order with running heads and page numbers, to compare with pdftotext: like
 * it, this undoes every hyphen at the end of a line. Throws as parsePdf does, but a PDF without text gives ''.
 */
export async function pdfTextAsDrawn(bytes: Uint8Array): Promise<string> {
  const file = await openPdf(bytes);
  try {
    const pages = Array.from({ length: file.pages }, (_, i) => textLayer(file, i + 1));
    const text = pages.map(({ lines }) => lines.map(({ text }) => text).join('\n')).join('\f');
    return cleanText(text).replace(/(?<=\p{L})-\n/gu, '');
  } finally {
    file.close();
  }
}

/** A page as the file's text layer has it; a damaged one is empty and 0 wide. */
function textLayer(file: PdfFile, number: number): ReadPage {
  const page = file.read(number);
  const lines = page ? pageLines(page) : { number, width: 0, height: 0, lines: [], words: NO_WORDS };
  return { ...lines, confidence: null };
}

async function readScan(
  file: PdfFile,
  number: number,
  recogniser: Recogniser,
  again: () => void,
): Promise<ReadPage> {
  const { width, height, image } = file.draw(number, RECOGNITION_DPI / 72, 1, MOST_PIXELS);
  const { runs, confidence } = await readAnyWayUp(recogniser, image, image.width / width, again);
  return { ...pageLines({ number, width, height, layers: [runs] }), confidence };
}

/** Title, author and date of creation, as the file has them. Programs often leave their file's name as the title. */
function ownWords(file: PdfFile): Record<string, string> {
  const title = oneLine(file.says('Title'));
  const author = oneLine(file.says('Author'));
  const day = /^D:(\d{4})(\d{2})(\d{2})/.exec(file.says('CreationDate'));
  return {
    ...(title && !/^(?:untitled|microsoft word - .*|.*\.\w{2,4})$/i.test(title) && { title }),
    ...(author && { author }),
    ...(day && { created: day.slice(1).join('-') }),
  };
}

function tooLong(pages: number, limit: number): ParseFailure {
  return new ParseFailure(
    'too-large',
    `The PDF has ${pages} pages, and at most ${limit} can be read: divide it into smaller documents and send those.`,
  );
}
