import { pieces, type Range } from './ranges.js';

/** Text of a document with some ranges marked, without its empty lines; always text, never markup. */
export function Marked({ text, ranges }: { text: string; ranges: Range[] }) {
  return pieces(text, ranges).map((piece) => {
    const shown = piece.text.replace(/\n\s*\n/g, '\n');
    return piece.marked ? <mark key={piece.start}>{shown}</mark> : <span key={piece.start}>{shown}</span>;
  });
}
