import type { Atom, Cut } from './atoms.js';
import type { Section } from './sections.js';

/** A passage before its headings and pages are looked up. */
export interface Draft {
  start: number;
  end: number;
  words: number;
  /** Indexes of the headings that hold for all of it, the highest first. */
  path: number[];
}

export const TARGET_WORDS = 170;
export const MAX_PASSAGE_WORDS = 220;
/** Half the width of the range 120 to 220: at its edge, size costs as much as the worst cut but one. */
const TOLERANCE = 50;
/** A section of fewer words may join its next sibling. */
const SHORT_SECTION_WORDS = 60;

/** What a cut costs, against 1 for a passage at the edge of the range of sizes. */
const CUT_COSTS: Record<Cut, number> = {
  section: 0,
  item: 0.1,
  paragraph: 0.15,
  line: 0.4,
  sentence: 0.7,
  inside: 2,
};
const OVERSIZE_COST = 4;

/** The passages of a document: short sibling sections together, long sections cut where it hurts least. */
export function draftPassages(sections: Section[]): Draft[] {
  return joinShort(sections).flatMap(({ path, atoms, words }) =>
    words <= MAX_PASSAGE_WORDS
      ? [draft(path, atoms)]
      : cheapestCuts(atoms).map((group) => draft(path, group)),
  );
}

function draft(path: number[], atoms: Atom[]): Draft {
  const words = atoms.reduce((sum, atom) => sum + atom.words, 0);
  return { start: atoms[0]!.start, end: atoms.at(-1)!.end, words, path };
}

/** Joined sections keep the path that holds for both: their parent's. */
function joinShort(sections: Section[]): Section[] {
  const joined: (Section & { last: number[] })[] = [];
  for (const section of sections) {
    const before = joined.at(-1);
    const fits =
      before && before.words < SHORT_SECTION_WORDS && before.words + section.words <= MAX_PASSAGE_WORDS;
    if (fits && areSiblings(before.last, section.path)) {
      before.path = section.path.slice(0, -1);
      before.last = section.path;
      before.atoms = [...before.atoms, ...section.atoms];
      before.words += section.words;
    } else joined.push({ ...section, last: section.path });
  }
  return joined;
}

function areSiblings(a: number[], b: number[]): boolean {
  return a.length > 0 && a.length === b.length && a.slice(0, -1).every((heading, i) => heading === b[i]);
}

/**
 * The partition of the atoms with the least cost of cuts and sizes (dynamic programming over the ends of
 * passages). A passage never looks back further than twice the limit, so this is linear in the atoms.
 */
function cheapestCuts(atoms: Atom[]): Atom[][] {
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= atoms.length; end++) {
    let choice = { cost: Infinity, from: end - 1 };
    let words = 0;
    for (let from = end - 1; from >= 0; from--) {
      words += atoms[from]!.words;
      if (from < end - 1 && words > MAX_PASSAGE_WORDS * 1.5) break;
      const cut = from === 0 ? 0 : CUT_COSTS[atoms[from]!.cut];
      const cost = best[from]!.cost + cut + sizeCost(words);
      if (cost < choice.cost) choice = { cost, from };
    }
    best.push(choice);
  }
  const groups: Atom[][] = [];
  for (let end = atoms.length; end > 0; end = best[end]!.from) groups.push(atoms.slice(best[end]!.from, end));
  return groups.reverse();
}

function sizeCost(words: number): number {
  const off = (words - TARGET_WORDS) / TOLERANCE;
  return off * off + (words > MAX_PASSAGE_WORDS ? OVERSIZE_COST : 0);
}
