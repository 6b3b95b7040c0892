import type { DrawnWord } from './pdf-runs.js';

/** The words of a page in few bytes, since those of all pages are kept until the last page is read. */
export interface DrawnWords {
  /** With a space between two: no word holds one. */
  texts: string;
  /** x, y, width and height of each. */
  places: Float32Array;
}

export const NO_WORDS: DrawnWords = { texts: '', places: new Float32Array(0) };

export function packDrawn(words: DrawnWord[]): DrawnWords {
  const places = new Float32Array(words.length * 4);
  words.forEach(({ box }, i) => {
    places[i * 4] = box.x;
    places[i * 4 + 1] = box.y;
    places[i * 4 + 2] = box.width;
    places[i * 4 + 3] = box.height;
  });
  return { texts: words.map(({ text }) => text).join(' '), places };
}

export function unpackDrawn({ texts, places }: DrawnWords): DrawnWord[] {
  if (places.length === 0) return [];
  return texts.split(' ').map((text, i) => ({
    text,
    box: {
      x: places[i * 4]!,
      y: places[i * 4 + 1]!,
      width: places[i * 4 + 2]!,
      height: places[i * 4 + 3]!,
    },
  }));
}
