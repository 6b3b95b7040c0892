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

/** The stretch of at most `size` with the most marked characters, begun and ended between words. */
export function bestStretch(text: string, marked: Range[], size: number): Range {
  if (text.length <= size) return { start: 0, end: text.length };
  const starts = [0, ...marked.map(({ start }) => Math.max(0, start - Math.round(size / 6)))];
  const weight = (start: number) =>
    within(marked, start, start + size).reduce((sum, range) => sum + range.end - range.start, 0);
  const best = starts.reduce((a, b) => (weight(b) > weight(a) ? b : a));
  const start = Math.min(best, text.length - size);
  return { start: start === 0 ? 0 : nextBreak(text, start), end: lastBreak(text, start + size) };
}

function nextBreak(text: string, from: number): number {
  const found = text.slice(from, from + 40).search(/\s/);
  return found < 0 ? from : from + found + 1;
}

function lastBreak(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const found = /\s+\S*$/.exec(text.slice(to - 40, to));
  return found ? to - 40 + found.index : to;
}
