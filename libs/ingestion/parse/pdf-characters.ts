import type { Pdfium } from './pdfium.js';

/** The visible part of a page in the file's own coordinates (origin below, to the left), and its quarter turns clockwise. */
export interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
  turns: number;
}

/** What the characters of one drawing operation have in common. */
export interface Style {
  /** The direction they run in, in quarters of the circle clockwise; 0 is to the right. */
  quarter: number;
  size: number;
  bold: boolean;
}

/**
 * The characters of a page in the order in which they are drawn, in points from the upper left corner of the page as
 * it is seen. A column for each of their properties: there are thousands of them, and an object for each takes longer
 * than to read them.
 */
export interface Characters {
  count: number;
  /** Code points; SPACE and LINE_END have no place. */
  code: Uint32Array;
  style: Style[];
  left: Float32Array;
  top: Float32Array;
  right: Float32Array;
  bottom: Float32Array;
  /** Where it begins on the baseline. */
  x: Float32Array;
  y: Float32Array;
}

export const SPACE = 32;
export const LINE_END = 10;
const UNREADABLE = 0xfffd;
const BOLD_WEIGHT = 600;
/** The library's mark of a hyphen at the end of a line. */
const LINE_HYPHEN = 2;
const HYPHEN = 45;

/** Reads the characters of a page but for those that stand beside it. */
export function charactersOf(library: Pdfium, text: number, frame: Frame, scratch: number): Characters {
  const { call, heap } = library;
  const fonts = new Map<number, boolean>();
  const count = call.FPDFText_CountChars(text);
  const { width, height, a, b, c, d, e, f } = placement(frame);
  const read = room(count);
  // Where the results of a call are found as 4-byte and as 8-byte numbers.
  const single = scratch >> 2;
  const double = scratch >> 3;
  let object = 0;
  let style: Style = { quarter: 0, size: 0, bold: false };
  let i = 0;
  for (let at = 0; at < count; at++) {
    const code = call.FPDFText_GetUnicode(text, at);
    if (isSpace(code)) {
      read.code[i++] = code === 10 || code === 13 ? LINE_END : SPACE;
      continue;
    }
    // What a font says nothing about is unreadable; a NUL that the file writes is nothing.
    if (code === 0 && call.FPDFText_HasUnicodeMapError(text, at) === 0) continue;
    const own = call.FPDFText_GetTextObject(text, at);
    if (own !== object) {
      object = own;
      style = styleAt(library, text, at, frame, scratch, isBold(library, fonts, own));
    }
    let left, top, right, bottom: number;
    if (style.quarter === 0 && frame.turns === 0) {
      call.FPDFText_GetLooseCharBox(text, at, scratch);
      const { singles } = heap();
      left = singles[single]!;
      top = singles[single + 1]!;
      right = singles[single + 2]!;
      bottom = singles[single + 3]!;
    } else {
      // The loose box is right only for text that runs to the right in the file's own coordinates.
      call.FPDFText_GetCharBox(text, at, scratch, scratch + 8, scratch + 16, scratch + 24);
      const { doubles } = heap();
      left = doubles[double]!;
      right = doubles[double + 1]!;
      bottom = doubles[double + 2]!;
      top = doubles[double + 3]!;
    }
    const x1 = a * left + c * top + e;
    const y1 = b * left + d * top + f;
    const x2 = a * right + c * bottom + e;
    const y2 = b * right + d * bottom + f;
    if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > width) continue;
    if (Math.max(y1, y2) < 0 || Math.min(y1, y2) > height) continue;
    call.FPDFText_GetCharOrigin(text, at, scratch, scratch + 8);
    const { doubles } = heap();
    const u = doubles[double]!;
    const v = doubles[double + 1]!;
    read.code[i] = code === LINE_HYPHEN ? HYPHEN : code > 0 && code <= 0x10ffff ? code : UNREADABLE;
    read.style[i] = style;
    read.left[i] = Math.min(x1, x2);
    read.right[i] = Math.max(x1, x2);
    read.top[i] = Math.min(y1, y2);
    read.bottom[i] = Math.max(y1, y2);
    read.x[i] = a * u + c * v + e;
    read.y[i] = b * u + d * v + f;
    i++;
  }
  read.count = i;
  return read;
}

function room(count: number): Characters {
  const column = () => new Float32Array(count);
  return {
    ...{ count: 0, code: new Uint32Array(count), style: [] },
    ...{ left: column(), top: column(), right: column(), bottom: column(), x: column(), y: column() },
  };
}

/** The way from the file's coordinates u, v to those of the page as it is seen: x = au + cv + e, y = bu + dv + f. */
export interface Placement {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
  /** Of the page as it is seen. */
  width: number;
  height: number;
}

export function placement({ left, top, right, bottom, turns }: Frame): Placement {
  const [across, down] = [right - left, top - bottom];
  const size = turns % 2 === 1 ? { width: down, height: across } : { width: across, height: down };
  if (turns === 1) return { a: 0, b: 1, c: 1, d: 0, e: -bottom, f: -left, ...size };
  if (turns === 2) return { a: -1, b: 0, c: 0, d: 1, e: right, f: -bottom, ...size };
  if (turns === 3) return { a: 0, b: -1, c: -1, d: 0, e: top, f: right, ...size };
  return { a: 1, b: 0, c: 0, d: -1, e: -left, f: top, ...size };
}

function isSpace(code: number): boolean {
  return (
    (code >= 9 && code <= 13) ||
    code === 32 ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x202f ||
    code === 0x3000
  );
}

function styleAt(
  { call, heap }: Pdfium,
  text: number,
  at: number,
  { turns }: Frame,
  scratch: number,
  bold: boolean,
): Style {
  const size = call.FPDFText_GetFontSize(text, at);
  call.FPDFText_GetMatrix(text, at, scratch);
  const [a, b, c, d] = heap().singles.slice(scratch >> 2, (scratch >> 2) + 4);
  // A negative size turns the text by half a circle.
  const quarter = Math.round(-Math.atan2(b!, a!) / (Math.PI / 2)) + turns + (size < 0 ? 2 : 0);
  return { quarter: ((quarter % 4) + 4) % 4, size: Math.abs(size) * Math.hypot(c!, d!), bold };
}

function isBold({ call, heap }: Pdfium, fonts: Map<number, boolean>, object: number): boolean {
  const font = object ? call.FPDFTextObj_GetFont(object) : 0;
  if (!font) return false;
  const known = fonts.get(font);
  if (known !== undefined) return known;
  const length = call.FPDFFont_GetBaseFontName(font, 0, 0);
  const buffer = call.malloc(length);
  call.FPDFFont_GetBaseFontName(font, buffer, length);
  const name = Buffer.from(heap().bytes.slice(buffer, buffer + length)).toString('latin1');
  call.free(buffer);
  const bold = /bold|black|heavy|semibold|demi/i.test(name) || call.FPDFFont_GetWeight(font) >= BOLD_WEIGHT;
  fonts.set(font, bold);
  return bold;
}
