import type { Page } from '../api/openapi.js';
import type { Range } from '../parts/ranges.js';

type Word = Page['words'][number];
export type Box = Pick<Word, 'x' | 'y' | 'width' | 'height'>;

/** Boxes around the words that the ranges touch, those side by side in a line in one. */
export function boxesOf(words: Word[], ranges: Range[]): Box[] {
  const boxes: (Box & { end: number })[] = [];
  for (const range of ranges) {
    for (const word of words.filter(({ start, end }) => start < range.end && end > range.start)) {
      const last = boxes.at(-1);
      if (last && last.end <= word.start && goesOn(last, word)) {
        const bottom = Math.max(last.y + last.height, word.y + word.height);
        last.y = Math.min(last.y, word.y);
        last.height = bottom - last.y;
        last.width = word.x + word.width - last.x;
        last.end = word.end;
      } else boxes.push({ x: word.x, y: word.y, width: word.width, height: word.height, end: word.end });
    }
  }
  return boxes.map(({ x, y, width, height }) => ({ x, y, width, height }));
}

/** The word stands in the line of the box, right of it and no further than a wide gap. */
function goesOn(box: Box, word: Word): boolean {
  const middle = word.y + word.height / 2;
  const gap = word.x - (box.x + box.width);
  return middle > box.y && middle < box.y + box.height && gap > -word.height && gap < 2 * word.height;
}
