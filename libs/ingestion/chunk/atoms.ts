import { sentences } from '#corpus';
import { charactersOf, wordCount } from './measure.js';

/** What a cut before an atom would separate, from the best place for a cut to the worst. */
export type Cut = 'section' | 'item' | 'paragraph' | 'line' | 'sentence' | 'inside';

/** The smallest piece that passages are made of: a sentence, a list item, a table row. */
export interface Atom {
  start: number;
  end: number;
  words: number;
  cut: Cut;
}

/** A sentence of more words than this is cut inside. */
export const MAX_SENTENCE_WORDS = 400;
/** The size of the pieces of such a sentence. */
const PIECE_WORDS = 170;

const SECTION = /^(?:§§?\s*\d|art(?:ikel|icle|\.)?\s+\d)/i;
const ITEM = /^(?:(?:stk|abs)\.\s*\d|\(\d{1,3}\)\s|\d{1,3}[.)]\s|\d+(?:\.\d+)+\.?\s)/i;

/** The atoms of `text` between two offsets: they hold everything there that is not white space. */
export function atomsOf(text: string, from: number, to: number): Atom[] {
  return sentences(text.slice(from, to)).flatMap(({ start, end }) => {
    const words = wordCount(text.slice(from + start, from + end));
    const cut = cutBefore(text, from, from + start);
    const atom: Atom = { start: from + start, end: from + end, words, cut };
    return words > MAX_SENTENCE_WORDS ? pieces(text, atom) : [atom];
  });
}

function cutBefore(text: string, from: number, at: number): Cut {
  // A window keeps this linear; more white space than that stands before no sentence worth a better cut.
  const gap = /\s*$/.exec(text.slice(Math.max(from, at - 20), at))![0];
  const head = text.slice(at, at + 20);
  if (at - gap.length > from && !gap.includes('\n')) return 'sentence';
  if (SECTION.test(head)) return 'section';
  if (ITEM.test(head)) return 'item';
  return /\n\s*\n/.test(gap) || at - gap.length <= from ? 'paragraph' : 'line';
}

/** Cuts a sentence beyond all measure at white space, and a run without white space by its length. */
function pieces(text: string, atom: Atom): Atom[] {
  const whole = text.slice(atom.start, atom.end);
  const count = Math.ceil(atom.words / PIECE_WORDS);
  const size = Math.min(Math.ceil(whole.length / count), charactersOf(PIECE_WORDS));
  const result: Atom[] = [];
  for (let start = 0; start < whole.length;) {
    const end = start + size >= whole.length ? whole.length : breakNear(whole, start + size);
    const raw = whole.slice(start, end);
    const piece = raw.trim();
    const at = atom.start + start + raw.length - raw.trimStart().length;
    if (piece) {
      const cut = result.length === 0 ? atom.cut : 'inside';
      result.push({ start: at, end: at + piece.length, words: wordCount(piece), cut });
    }
    start = end;
  }
  return result;
}

/** A place at or shortly after `at` that splits neither a word nor, in a run without spaces, a character. */
function breakNear(text: string, at: number): number {
  const ahead = text.slice(at, at + 100);
  const space = ahead.search(/\s/);
  if (space >= 0) return at + space + 1;
  // A letter keeps its marks, and a surrogate its partner.
  return at + /^(?:[\uDC00-\uDFFF]|\p{M}){0,16}/u.exec(ahead)![0].length;
}
