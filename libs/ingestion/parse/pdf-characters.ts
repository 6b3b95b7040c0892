import type { Pdfium } from './pdfium.js';

/** The visible part of a page in the file's own coordinates (origin below, to the left), and its quarter turns clockwise. */
export interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
  turns: number;
}

/** A character as it is drawn, in points from the upper left corner of the page as it is seen. */
export interface Character {
  /** A space, a line feed where the library sees the line end, or what is drawn. */
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Where it begins on the baseline. */
  x: number;
  y: number;
  /** The direction it runs in, in quarters of the circle clockwise; 0 is to the right. */
  quarter: number;
  size: number;
  bold: boolean;
}

const BOLD_WEIGHT = 600;
/** The library's mark of a hyphen at the end of a line. */
const LINE_HYPHEN = 2;

/**
 * Hands over the characters of a page in the order in which they are drawn, without those beside the page; spaces
 * have no place. It is the same object each time: copy what you keep.
 * Written for speed, since it runs for each character: nothing is made anew.
 */
export function eachCharacter(
  library: Pdfium,
  text: number,
  frame: Frame,
  scratch: number,
  take: (character: Character) => void,
): void {
  const { call, heap } = library;
  const fonts = new Map<number, boolean>();
  const count = call.FPDFText_CountChars(text);
  const { width, height, a, b, c, d, e, f } = placement(frame);
  // Where the results of a call are found as 4-byte and as 8-byte numbers.
  const single = scratch >> 2;
  const double = scratch >> 3;
  let object = 0;
  const character: Character = {
    ...{ text: '', left: 0, top: 0, right: 0, bottom: 0, x: 0, y: 0 },
    ...{ quarter: 0, size: 0, bold: false },
  };
  for (let at = 0; at < count; at++) {
    const code = call.FPDFText_GetUnicode(text, at);
    if (isSpace(code)) {
      character.text = code === 10 || code === 13 ? '\n' : ' ';
      take(character);
      continue;
    }
    // What a font says nothing about is unreadable; a NUL that the file writes is nothing.
    if (code === 0 && call.FPDFText_HasUnicodeMapError(text, at) === 0) continue;
    const own = call.FPDFText_GetTextObject(text, at);
    if (own !== object) {
      object = own;
      readStyle(library, text, at, frame, scratch, character);
      character.bold = isBold(library, fonts, own);
    }
    let left, top, right, bottom: number;
    if (character.quarter === 0 && frame.turns === 0) {
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
    character.left = Math.min(x1, x2);
    character.right = Math.max(x1, x2);
    character.top = Math.min(y1, y2);
    character.bottom = Math.max(y1, y2);
    if (character.right < 0 || character.left > width || character.bottom < 0 || character.top > height)
      continue;
    call.FPDFText_GetCharOrigin(text, at, scratch, scratch + 8);
    const { doubles } = heap();
    const u = doubles[double]!;
    const v = doubles[double + 1]!;
    character.x = a * u + c * v + e;
    character.y = b * u + d * v + f;
    character.text = letterOf(code);
    take(character);
  }
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

function letterOf(code: number): string {
  if (code === LINE_HYPHEN) return '-';
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

/** Direction and size of the characters of one drawing operation. */
function readStyle(
  { call, heap }: Pdfium,
  text: number,
  at: number,
  { turns }: Frame,
  scratch: number,
  character: Character,
): void {
  const size = call.FPDFText_GetFontSize(text, at);
  call.FPDFText_GetMatrix(text, at, scratch);
  const [a, b, c, d] = heap().singles.slice(scratch >> 2, (scratch >> 2) + 4);
  // A negative size turns the text by half a circle.
  const quarter = Math.round(-Math.atan2(b!, a!) / (Math.PI / 2)) + turns + (size < 0 ? 2 : 0);
  character.quarter = ((quarter % 4) + 4) % 4;
  character.size = Math.abs(size) * Math.hypot(c!, d!);
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
