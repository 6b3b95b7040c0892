import type { ParsedDocument } from '../parse/parsed-document.js';
import { atomsOf, type Atom } from './atoms.js';

/** The text under one heading, up to the next: `path` holds the indexes of the headings above it, and its own. */
export interface Section {
  path: number[];
  atoms: Atom[];
  words: number;
}

/** Headings without text of their own are carried to the text that follows, but not without end (a list of contents). */
const MAX_HEADING_WORDS = 100;

/** Cuts a document at its headings. A heading without text of its own joins what follows. */
export function sectionsOf({ text, headings }: Pick<ParsedDocument, 'text' | 'headings'>): Section[] {
  const sections: Section[] = [];
  const open: number[] = [];
  let carried: Atom[] = [];
  const close = (body: Atom[]) => {
    const heads = glued(carried);
    carried = [];
    const [first, ...rest] = body;
    const atoms = first && heads ? [glued([heads, first])!, ...rest] : first ? body : heads ? [heads] : [];
    if (atoms.length === 0) return;
    sections.push({ path: [...open], atoms, words: atoms.reduce((sum, { words }) => sum + words, 0) });
  };

  const preamble = atomsOf(text, 0, headings[0]?.start ?? text.length);
  if (preamble.length > 0) close(preamble);
  headings.forEach((heading, i) => {
    const headWords = carried.reduce((sum, { words }) => sum + words, 0);
    if (headWords > MAX_HEADING_WORDS) close([]);
    while (open.length > 0 && headings[open.at(-1)!]!.level >= heading.level) open.pop();
    open.push(i);
    // A heading is never cut, and is trimmed like every other atom.
    const [head, ...others] = atomsOf(text, heading.start, heading.end);
    if (head) carried.push({ ...glued([head, ...others])!, cut: 'paragraph' });
    const body = atomsOf(text, heading.end, headings[i + 1]?.start ?? text.length);
    if (body.length > 0) close(body);
  });
  close([]);
  return sections;
}

function glued(atoms: Atom[]): Atom | undefined {
  const [first] = atoms;
  if (!first) return undefined;
  const words = atoms.reduce((sum, atom) => sum + atom.words, 0);
  return { start: first.start, end: atoms.at(-1)!.end, words, cut: first.cut };
}
