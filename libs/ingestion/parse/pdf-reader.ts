import { ParseFailure } from './parse-failure.js';
import { eachCharacter, type Frame } from './pdf-characters.js';
import { drawPage, type Pixels } from './pdf-drawing.js';
import { runsOf, type Run } from './pdf-runs.js';
import { forgetPdfium, pdfium, type Pdfium } from './pdfium.js';

/** What a page draws. Text in another direction than most of it (a stamp along the margin) stands in a layer of its own. */
export interface PdfPage {
  number: number;
  /** In points, as the page is seen. */
  width: number;
  height: number;
  layers: Run[][];
}

/** An open PDF. Pages are counted from 1. */
export interface PdfFile {
  pages: number;
  /** The text of a page, or null when the page is damaged. */
  read(page: number): PdfPage | null;
  /**
   * A page as it is seen, `scale` pixels a point, or as many as `most` pixels allow.
   * Throws ParseFailure 'corrupt' for a page that is damaged or not there.
   */
  draw(
    page: number,
    scale: number,
    channels: Pixels['channels'],
    most: number,
  ): { width: number; height: number; image: Pixels };
  /** What the file says of itself under this name (Title, Author, CreationDate), or ''. */
  says(name: string): string;
  close(): void;
}

/** From fpdfview.h: FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY. */
const LOCKED = [4, 5];
/** Room for the results of one call: a matrix of six floats, or four doubles. */
const SCRATCH_BYTES = 32;

type Corners = [left: number, top: number, right: number, bottom: number];

/** Opens a PDF. Nothing is fetched and no script in it runs. Throws ParseFailure 'encrypted' or 'corrupt'. */
export async function openPdf(bytes: Uint8Array): Promise<PdfFile> {
  const library = await pdfium();
  const { call, heap } = library;
  const data = call.malloc(bytes.length);
  if (!data) throw damagedPdf();
  heap().bytes.set(bytes, data);
  const document = trapped(() => call.FPDF_LoadMemDocument(data, bytes.length, 0));
  const pages = document ? call.FPDF_GetPageCount(document) : 0;
  if (!document || pages <= 0) {
    const locked = !document && LOCKED.includes(call.FPDF_GetLastError());
    if (document) call.FPDF_CloseDocument(document);
    call.free(data);
    throw locked ? lockedPdf() : damagedPdf();
  }
  const scratch = call.malloc(SCRATCH_BYTES);
  return {
    pages,
    read: (page) => trapped(() => readPage(library, document, page, scratch)),
    draw: (page, scale, channels, most) =>
      trapped(() =>
        withPage(library, document, page, scratch, (handle, { width, height }) => {
          const fitting = Math.min(scale, Math.sqrt(most / (width * height)));
          const size = (length: number) => Math.max(1, Math.floor(length * fitting));
          const image = drawPage(library, handle, { width: size(width), height: size(height), channels });
          return { width, height, image };
        }),
      ) ?? notDrawn(),
    says: (name) => metaText(library, document, name),
    close() {
      call.free(scratch);
      call.FPDF_CloseDocument(document);
      call.free(data);
    },
  };
}

/** The library stops itself where a file would make it do harm; what it was doing is lost, and so is its memory. */
function trapped<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    forgetPdfium();
    throw (error as Error).name === 'RuntimeError' ? damagedPdf() : error;
  }
}

function readPage(library: Pdfium, document: number, number: number, scratch: number): PdfPage | null {
  const { call } = library;
  return withPage(library, document, number, scratch, (page, { frame, width, height }) => {
    const text = call.FPDFText_LoadPage(page);
    const layers = text ? runsOf((take) => eachCharacter(library, text, frame, scratch, take)) : [];
    if (text) call.FPDFText_ClosePage(text);
    return { number, width, height, layers };
  });
}

/** Does something with a loaded page, whose size in points is as it is seen; null when it cannot be loaded. */
function withPage<T>(
  { call, heap }: Pdfium,
  document: number,
  number: number,
  scratch: number,
  use: (page: number, size: { frame: Frame; width: number; height: number }) => T,
): T | null {
  let page = call.FPDF_LoadPage(document, number - 1);
  if (!page) return null;
  // What stands in form fields and notes becomes part of the page, as it is seen. The page must then be read anew.
  if (call.FPDFPage_GetAnnotCount(page) > 0 && call.FPDFPage_Flatten(page, 0) === 1) {
    call.FPDF_ClosePage(page);
    page = call.FPDF_LoadPage(document, number - 1);
    if (!page) return null;
  }
  call.FPDF_GetPageBoundingBox(page, scratch);
  const corners = heap().singles.slice(scratch >> 2, (scratch >> 2) + 4);
  const [left, top, right, bottom] = corners as unknown as Corners;
  const frame = { left, top, right, bottom, turns: call.FPDFPage_GetRotation(page) };
  const [across, down] = [right - left, top - bottom];
  const isTurned = frame.turns % 2 === 1;
  const result = use(page, { frame, width: isTurned ? down : across, height: isTurned ? across : down });
  call.FPDF_ClosePage(page);
  return result;
}

function notDrawn(): never {
  throw damagedPdf();
}

function metaText({ call, heap }: Pdfium, document: number, name: string): string {
  const tag = call.malloc(name.length + 1);
  heap().bytes.set([...Buffer.from(name), 0], tag);
  const length = call.FPDF_GetMetaText(document, tag, 0, 0);
  const buffer = call.malloc(length);
  call.FPDF_GetMetaText(document, tag, buffer, length);
  const text = Buffer.from(heap().bytes.slice(buffer, buffer + Math.max(0, length - 2))).toString('utf16le');
  call.free(buffer);
  call.free(tag);
  return text;
}

export function damagedPdf(): ParseFailure {
  return new ParseFailure('corrupt', 'The PDF is damaged: open it, print it to a new PDF and send that.');
}

function lockedPdf(): ParseFailure {
  return new ParseFailure(
    'encrypted',
    'The PDF is protected by a password: save a copy without password and send that.',
  );
}
