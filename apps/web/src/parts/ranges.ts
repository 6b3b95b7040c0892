/** Half-open ranges `[start, end)` in UTF-16 code units, as JavaScript's `slice` counts. */
export interface Range {
  start: number;
  end: number;
}

/** The ranges inside `[from, to)`, counted from `from`, in order and without overlaps. */
export function within(ranges: Range[], from: number, to: number): Range[] {
  const inside = ranges
    .map(({ start, end }) => ({ start: Math.max(start, from) - from, end: Math.min(end, to) - from }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  const merged: Range[] = [];
  for (const range of inside) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

export interface Piece {
  text: string;
  start: number;
  marked: boolean;
}

/** Cuts a text at its marked ranges; the pieces joined are the text. */
export function pieces(text: string, marked: Range[]): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  const push = (to: number, isMarked: boolean) => {
    if (to > at) result.push({ text: text.slice(at, to), start: at, marked: isMarked });
    at = Math.max(at, to);
  };
  for (const { start, end } of within(marked, 0, text.length)) {
    push(start, false);
    push(end, true);
  }
  push(text.length, false);
  return result;
}

/** How far before a marked word its sentence may begin to be shown from its beginning. */
const LEAD = 160;

/** The stretch of at most `size` with the most marked characters, begun where a sentence or at least a word begins. */
export function bestStretch(text: string, marked: Range[], size: number): Range {
  if (text.length <= size) return { start: 0, end: text.length };
  const starts = [0, ...marked.map(({ start }) => sentenceStart(text, start, Math.min(LEAD, size / 2)))];
  const weight = (start: number) =>
    within(marked, start, start + size).reduce((sum, range) => sum + range.end - range.start, 0);
  const start = starts.reduce((a, b) => (weight(b) > weight(a) ? b : a));
  return { start, end: lastBreak(text, start + size) };
}

function sentenceStart(text: string, at: number, lead: number): number {
  const before = text.slice(Math.max(0, at - lead), at);
  const sentence = /^.*(?:[.!?:;]\s+|\n\s*)/s.exec(before);
  if (sentence) return at - before.length + sentence[0].length;
  if (at <= lead) return 0;
  return at - (before.length - (before.search(/\s/) + 1));
}

function lastBreak(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const found = /\s+\S*$/.exec(text.slice(to - 40, to));
  return found ? to - 40 + found.index : to;
}
