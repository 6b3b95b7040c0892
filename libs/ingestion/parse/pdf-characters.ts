import type { Box } from '#platform';
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
  box: Box;
  /** Where it begins on the baseline. */
  x: number;
  y: number;
  /** The direction it runs in, in quarters of the circle clockwise; 0 is to the right. */
  quarter: number;
  size: number;
  bold: boolean;
}

/** What the characters of one drawing operation have in common. */
interface Style {
  quarter: number;
  size: number;
  bold: boolean;
}

const BOLD_WEIGHT = 600;
/** The library's mark of a hyphen at the end of a line. */
const LINE_HYPHEN = 2;

/**
 * Hands over the characters of a page in the order in which they are drawn; spaces have no box.
 * Written for speed, since it runs for each character: no iterators, no views made anew.
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
  const place = placeIn(frame);
  // Where the results of a call are found as 4-byte and as 8-byte numbers.
  const single = scratch >> 2;
  const double = scratch >> 3;
  let object = 0;
  let style: Style = { quarter: 0, size: 0, bold: false };
  for (let at = 0; at < count; at++) {
    const code = call.FPDFText_GetUnicode(text, at);
    if (isSpace(code)) {
      const isEnd = code === 10 || code === 13;
      take({ text: isEnd ? '\n' : ' ', box: NOWHERE, x: 0, y: 0, ...style });
      continue;
    }
    const own = call.FPDFText_GetTextObject(text, at);
    if (own !== object) {
      object = own;
      style = styleAt(library, text, at, frame, scratch, isBold(library, fonts, own));
    }
    call.FPDFText_GetCharOrigin(text, at, scratch, scratch + 8);
    const { doubles, singles } = heap();
    const [x, y] = place(doubles[double]!, doubles[double + 1]!);
    let box: Box;
    if (style.quarter === 0 && frame.turns === 0) {
      call.FPDFText_GetLooseCharBox(text, at, scratch);
      const corner = place(singles[single]!, singles[single + 1]!);
      box = between(corner, place(singles[single + 2]!, singles[single + 3]!));
    } else {
      // The loose box is right only for text that runs to the right in the file's own coordinates.
      call.FPDFText_GetCharBox(text, at, scratch, scratch + 8, scratch + 16, scratch + 24);
      const corner = place(doubles[double]!, doubles[double + 3]!);
      box = between(corner, place(doubles[double + 1]!, doubles[double + 2]!));
    }
    take({ text: letterOf(code), box, x, y, quarter: style.quarter, size: style.size, bold: style.bold });
  }
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

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

/** From the file's coordinates to those of the page as it is seen. */
function placeIn({ left, top, right, bottom, turns }: Frame): (x: number, y: number) => [number, number] {
  if (turns === 1) return (x, y) => [y - bottom, x - left];
  if (turns === 2) return (x, y) => [right - x, y - bottom];
  if (turns === 3) return (x, y) => [top - y, right - x];
  return (x, y) => [x - left, top - y];
}

function between([x, y]: [number, number], [u, v]: [number, number]): Box {
  return { x: Math.min(x, u), y: Math.min(y, v), width: Math.abs(u - x), height: Math.abs(v - y) };
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
