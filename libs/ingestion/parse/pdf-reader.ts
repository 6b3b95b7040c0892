import { ParseFailure } from './parse-failure.js';
import { annotationsOf } from './pdf-annotations.js';
import { charactersOf, placement, type Frame } from './pdf-characters.js';
import { drawPage, type Pixels } from './pdf-drawing.js';
import { runsOf, type Run } from './pdf-runs.js';
import { forgetPdfium, pdfium, textFrom, withName, type Pdfium } from './pdfium.js';

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
/** The library keeps what it has read of a file; opened anew after so many pages, it does not grow with it. */
const FORGETS_AFTER = 50;
/** In points, about 350 m: a page that says it is larger is damaged. */
const LARGEST = 1_000_000;

type Corners = [left: number, top: number, right: number, bottom: number];

/** Opens a PDF. Nothing is fetched and no script in it runs. Throws ParseFailure 'encrypted' or 'corrupt'. */
export async function openPdf(bytes: Uint8Array): Promise<PdfFile> {
  const library = await pdfium();
  const { call, heap } = library;
  const data = call.malloc(bytes.length);
  if (!data) throw damagedPdf();
  heap().bytes.set(bytes, data);
  let document = trapped(() => call.FPDF_LoadMemDocument(data, bytes.length, 0));
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
    read: (page) =>
      trapped(() => {
        if (page % FORGETS_AFTER === 0) {
          call.FPDF_CloseDocument(document);
          document = call.FPDF_LoadMemDocument(data, bytes.length, 0);
        }
        return readPage(library, document, page, scratch);
      }),
    draw: (page, scale, channels, most) =>
      trapped(() =>
        withPage(library, document, page, scratch, (handle, frame) => {
          const { width, height } = placement(frame);
          const fitting = Math.min(scale, Math.sqrt(most / (width * height)));
          const size = (length: number) => Math.max(1, Math.floor(length * fitting));
          const image = drawPage(library, handle, { width: size(width), height: size(height), channels });
          return { width, height, image };
        }),
      ) ?? notDrawn(),
    says: (name) =>
      withName(library, name, (tag) =>
        textFrom(library, (buffer, length) => call.FPDF_GetMetaText(document, tag, buffer, length)),
      ),
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
  return withPage(library, document, number, scratch, (page, frame, texts) => {
    const { width, height } = placement(frame);
    const text = call.FPDFText_LoadPage(page);
    const layers = text ? runsOf(charactersOf(library, text, frame, scratch), texts) : [texts];
    if (text) call.FPDFText_ClosePage(text);
    return { number, width, height, layers };
  });
}

/** Does something with a loaded page and the texts that it does not draw; null when it cannot be loaded. */
function withPage<T>(
  library: Pdfium,
  document: number,
  number: number,
  scratch: number,
  use: (page: number, frame: Frame, texts: Run[]) => T,
): T | null {
  const { call } = library;
  let page = call.FPDF_LoadPage(document, number - 1);
  if (!page) return null;
  const frame = frameOf(library, page, scratch);
  const { width, height } = placement(frame);
  if (width > LARGEST || height > LARGEST) {
    call.FPDF_ClosePage(page);
    return null;
  }
  const { areDrawn, texts } = annotationsOf(library, page, frame, scratch);
  // What stands in form fields and notes becomes part of the page, as it is seen. The page must then be read anew.
  if (areDrawn && call.FPDFPage_Flatten(page, 0) === 1) {
    call.FPDF_ClosePage(page);
    page = call.FPDF_LoadPage(document, number - 1);
    if (!page) return null;
  }
  const result = use(page, frame, texts);
  call.FPDF_ClosePage(page);
  return result;
}

function frameOf({ call, heap }: Pdfium, page: number, scratch: number): Frame {
  call.FPDF_GetPageBoundingBox(page, scratch);
  const corners = heap().singles.slice(scratch >> 2, (scratch >> 2) + 4);
  const [left, top, right, bottom] = corners as unknown as Corners;
  return { left, top, right, bottom, turns: call.FPDFPage_GetRotation(page) };
}

function notDrawn(): never {
  throw damagedPdf();
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
