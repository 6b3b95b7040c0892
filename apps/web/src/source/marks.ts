import { within, type Range } from '../parts/ranges.js';

/** What is marked in a document: the place that is looked at, and the words that were looked for. */
export interface Marks {
  target: Range | null;
  words: Range[];
}

export interface MarkedPiece extends Range {
  text: string;
  target: boolean;
  word: boolean;
}

/** Cuts a stretch of a text where a mark begins or ends; the pieces joined are the stretch. */
export function markedPieces(text: string, at: Range, { target, words }: Marks): MarkedPiece[] {
  const inTarget = within(target ? [target] : [], at.start, at.end);
  const inWords = within(words, at.start, at.end);
  const length = at.end - at.start;
  const cuts = [0, length, ...[...inTarget, ...inWords].flatMap(({ start, end }) => [start, end])];
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  const holds = (ranges: Range[], from: number) =>
    ranges.some(({ start, end }) => start <= from && from < end);
  return sorted.slice(0, -1).map((from, i) => {
    const start = at.start + from;
    const end = at.start + sorted[i + 1]!;
    return {
      ...{ start, end, text: text.slice(start, end) },
      target: holds(inTarget, from),
      word: holds(inWords, from),
    };
  });
}

/** Those marks that touch a stretch; the same object for all stretches that none touches. */
export function marksIn({ target, words }: Marks, at: Range): Marks {
  const touches = ({ start, end }: Range) => start < at.end && end > at.start;
  const own = { target: target && touches(target) ? target : null, words: words.filter(touches) };
  return own.target || own.words.length > 0 ? own : NONE;
}

export const NONE: Marks = { target: null, words: [] };
