import { cleanText } from './canonical.js';
import { placement, type Frame } from './pdf-characters.js';
import type { Run } from './pdf-runs.js';
import { textFrom, withName, type Pdfium } from './pdfium.js';

/** What stands on a page beside its content. */
export interface Annotations {
  /** Whether any of them is drawn, so that its text is part of the page once they are merged. */
  areDrawn: boolean;
  /** Texts written on the page or in a form that the file does not say how to draw; viewers do that by themselves. */
  texts: Run[];
}

/** From fpdf_annot.h: FPDF_ANNOT_LINK, FREETEXT, POPUP and WIDGET; links and pop-ups draw nothing. */
const [LINK, FREE_TEXT, POPUP, WIDGET] = [2, 3, 16, 20];
/** Where the text of each stands. */
const TEXT_IN: Record<number, string> = { [FREE_TEXT]: 'Contents', [WIDGET]: 'V' };
/** From fpdfview.h, FPDF_OBJECT_STRING: what is written in a field, while a box is ticked by a name. */
const STRING = 3;
const HIDDEN = 2;
/** What shows text in a drawing, or another drawing that may. */
const SHOWS_TEXT = /\b(?:T[jJ]|Do)\b/;
/** What viewers take where a text does not say its size, and how far its lines stand apart. */
const [SIZE, LEADING] = [10, 1.2];
/** The mean width of a letter in font sizes; no more depends on it than where a word is marked. */
const LETTER = 0.5;

export function annotationsOf(library: Pdfium, page: number, frame: Frame, scratch: number): Annotations {
  const { call } = library;
  const found: Annotations = { areDrawn: false, texts: [] };
  const count = call.FPDFPage_GetAnnotCount(page);
  for (let i = 0; i < count; i++) {
    const annotation = call.FPDFPage_GetAnnot(page, i);
    if (!annotation) continue;
    const kind = call.FPDFAnnot_GetSubtype(annotation);
    if (kind !== LINK && kind !== POPUP) found.areDrawn = true;
    const key = TEXT_IN[kind];
    if (key) found.texts.push(...undrawn(library, annotation, key, frame, scratch));
    call.FPDFPage_CloseAnnot(annotation);
  }
  return found;
}

/** The lines of a text that its drawing does not show, from the upper left corner of its box down. */
function undrawn(library: Pdfium, annotation: number, key: string, frame: Frame, scratch: number): Run[] {
  const { call, heap } = library;
  const isWritten =
    withName(library, key, (name) => call.FPDFAnnot_GetValueType(annotation, name)) === STRING;
  if (!isWritten || call.FPDFAnnot_GetFlags(annotation) & HIDDEN) return [];
  const drawing = textFrom(library, (buffer, length) => call.FPDFAnnot_GetAP(annotation, 0, buffer, length));
  if (SHOWS_TEXT.test(drawing) || !call.FPDFAnnot_GetRect(annotation, scratch)) return [];
  const [left, top] = heap().singles.slice(scratch >> 2, (scratch >> 2) + 2) as unknown as [number, number];
  const { a, b, c, d, e, f } = placement(frame);
  const [x, y] = [a * left + c * top + e, b * left + d * top + f];
  const text = withName(library, key, (name) =>
    textFrom(library, (buffer, length) => call.FPDFAnnot_GetStringValue(annotation, name, buffer, length)),
  );
  return cleanText(text)
    .split('\n')
    .map((line, i) => lineOf(line.trim(), x, y + (i + 1) * SIZE * LEADING))
    .filter(({ words }) => words.length > 0);
}

function lineOf(text: string, x: number, y: number): Run {
  const width = LETTER * SIZE;
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    box: { x: x + index * width, y: y - SIZE, width: word.length * width, height: SIZE * LEADING },
  }));
  return { text, x, y, width: text.length * width, size: SIZE, bold: false, rightToLeft: false, words };
}
