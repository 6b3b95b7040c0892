import { pieces, type Range } from './ranges.js';

/** Text of a document with some ranges marked; always text, never markup. */
export function Marked({ text, ranges }: { text: string; ranges: Range[] }) {
  return pieces(text, ranges).map((piece) =>
    piece.marked ? <mark key={piece.start}>{piece.text}</mark> : <span key={piece.start}>{piece.text}</span>,
  );
}
