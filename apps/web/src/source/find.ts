import type { Range } from '../parts/ranges.js';

const MOST = 1000;

/** Where a text says these words, in any case, white space of any kind between them. */
export function findAll(text: string, sought: string): Range[] {
  const words = sought.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const found: Range[] = [];
  for (const { index, 0: match } of text.matchAll(new RegExp(escaped.join('\\s+'), 'giu'))) {
    found.push({ start: index, end: index + match.length });
    if (found.length === MOST) break;
  }
  return found;
}

/** The place to go to from another: the next one after it, or before it, around the ends; -1 where there is none. */
export function step(places: Range[], from: Range | null, by: 1 | -1): number {
  if (places.length === 0) return -1;
  const here = from ? places.findIndex(({ start, end }) => start === from.start && end === from.end) : -1;
  if (here >= 0) return (here + by + places.length) % places.length;
  if (!from) return by > 0 ? 0 : places.length - 1;
  if (by > 0)
    return Math.max(
      0,
      places.findIndex(({ start }) => start >= from.start),
    );
  const before = places.findLastIndex(({ start }) => start < from.start);
  return before < 0 ? places.length - 1 : before;
}
