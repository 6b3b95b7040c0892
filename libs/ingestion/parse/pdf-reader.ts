import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { ParseFailure } from './parse-failure.js';

export type PdfFile = PDFDocumentProxy;

/** A piece of text as the PDF draws it, in points from the upper left corner of the upright page. */
export interface Run {
  text: string;
  x: number;
  /** The baseline. */
  y: number;
  width: number;
  size: number;
  bold: boolean;
  rightToLeft: boolean;
}

/** What a page draws. Text in another direction than most of it (a stamp along the margin) stands in a layer of its own. */
export interface PdfPage {
  number: number;
  height: number;
  layers: Run[][];
  /** Whether the page cannot be read. */
  broken: boolean;
}

/** Opens a PDF. Nothing is fetched and no script in it runs. Throws ParseFailure 'encrypted' or 'corrupt'. */
export async function openPdf(bytes: Uint8Array): Promise<PdfFile> {
  // Loaded when first needed, since it is large and most processes never read a PDF.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = getDocument({
    // A copy, because pdf.js takes the buffer away from its owner.
    data: new Uint8Array(bytes),
    cMapUrl: join(home, 'cmaps') + sep,
    standardFontDataUrl: join(home, 'standard_fonts') + sep,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    // Pictures are not needed, and decoding them is what takes time and memory.
    maxImageSize: 1,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: 0,
  });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy();
    if ((error as Error).name === 'PasswordException') {
      throw new ParseFailure(
        'encrypted',
        'The PDF is protected by a password: save a copy without password and send that.',
      );
    }
    throw damagedPdf();
  }
}

export function damagedPdf(): ParseFailure {
  return new ParseFailure('corrupt', 'The PDF is damaged: open it, print it to a new PDF and send that.');
}

/** The text of a page by its direction, most of it first. A broken page has none. */
export async function readPage(file: PdfFile, number: number): Promise<PdfPage> {
  try {
    const page = await file.getPage(number);
    const bold = await boldFonts(page);
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const layers = new Map<number, Run[]>();
    for (const item of items) {
      if (!('str' in item) || !item.str) continue;
      const [a, b, c, d, e, f] = product(viewport.transform, item.transform as number[]);
      const quarter = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
      const [x, y] = upright(quarter, e, f);
      const run = {
        text: item.str,
        x,
        y,
        width: item.width,
        size: Math.hypot(c, d),
        bold: bold.has(item.fontName),
        rightToLeft: item.dir === 'rtl',
      };
      const layer = layers.get(quarter) ?? [];
      layers.set(quarter, layer);
      // Spaces have no place of their own: their width may be anything, and they end the run before them.
      if (run.text.trim()) layer.push(run);
      else if (layer.length > 0) layer.at(-1)!.text += ' ';
    }
    page.cleanup();
    const length = (runs: Run[]) => runs.reduce((sum, { text }) => sum + text.trim().length, 0);
    const drawn = [...layers.values()].filter((runs) => length(runs) > 0);
    return {
      number,
      height: viewport.height,
      layers: drawn.sort((a, b) => length(b) - length(a)),
      broken: false,
    };
  } catch {
    return { number, height: 0, layers: [], broken: true };
  }
}

/** The fonts of a page whose names say that they are bold. They are known once the page's drawing is read. */
async function boldFonts(page: PDFPageProxy): Promise<Set<string>> {
  const bold = new Set<string>();
  try {
    const { fnArray, argsArray } = await page.getOperatorList();
    const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    fnArray.forEach((operation, i) => {
      if (operation !== OPS.setFont) return;
      const id = (argsArray[i] as [string])[0];
      if (!page.commonObjs.has(id)) return;
      const { name } = page.commonObjs.get(id) as { name?: string };
      if (/bold|black|heavy|semibold|demi/i.test(name ?? '')) bold.add(id);
    });
  } catch {
    // Without its drawing a page still has its text.
  }
  return bold;
}

type Matrix = [number, number, number, number, number, number];

function product(outer: number[], inner: number[]): Matrix {
  const [a, b, c, d, e, f] = outer as Matrix;
  const [g, h, i, j, k, l] = inner as Matrix;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Turns a point so that text running in this quarter of the circle (clockwise) runs to the right. */
function upright(quarter: number, x: number, y: number): [number, number] {
  if (quarter === 1) return [y, -x];
  if (quarter === 2) return [-x, -y];
  return quarter === 3 ? [-y, x] : [x, y];
}
