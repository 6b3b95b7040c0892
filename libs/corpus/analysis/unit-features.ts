import { remembered, words, type Language } from '#platform';
import { compoundParts } from './compounds.js';
import { wordFeatures } from './word-features.js';

/** What the lexical score of a unit is made of. Lengths are counts of occurrences, not of distinct terms. */
export interface UnitFeatures {
  /** stem -> occurrences as a whole word */
  stems: Map<string, number>;
  /** stem -> occurrences as part of a compound */
  parts: Map<string, number>;
  grams: Set<string>;
  stemLength: number;
  gramLength: number;
}

export type Vocabulary = (word: string) => number | undefined;

/** Counts the features of a unit's text (its title and headings included). Pure; the same for the same input. */
export function unitFeatures(text: string, language: Language, vocabulary: Vocabulary): UnitFeatures {
  const counts = new Map<string, number>();
  for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1);

  const features: UnitFeatures = {
    stems: new Map(),
    parts: new Map(),
    grams: new Set(),
    stemLength: 0,
    gramLength: 0,
  };
  const partsOf = partsBy(vocabulary);
  for (const [word, count] of counts) {
    const own = wordFeatures(word, language);
    add(features.stems, own.stem, count);
    for (const part of partsOf(word)) add(features.parts, wordFeatures(part, language).stem, count);
    for (const gram of own.grams) features.grams.add(gram);
    features.stemLength += count;
    features.gramLength += count * own.grams.length;
  }
  return features;
}

const splitters = new WeakMap<Vocabulary, (word: string) => string[]>();

/** What splits compounds into words of a vocabulary, and remembers how: to split one takes hundreds of look-ups. */
export function partsBy(vocabulary: Vocabulary): (word: string) => string[] {
  const known = splitters.get(vocabulary) ?? remembered((word) => compoundParts(word, vocabulary));
  splitters.set(vocabulary, known);
  return known;
}

function add(counts: Map<string, number>, term: string, count: number): void {
  counts.set(term, (counts.get(term) ?? 0) + count);
}
