import { termId, stem } from '#corpus';
import { words } from '#platform';
import { leans } from '../context.js';
import { isPart } from './parts.js';
import type { Reading, ReadSentence, Section } from './reading.js';

/** A sentence with how near it is to what its document is about as a whole. */
export interface WeighedSentence extends ReadSentence {
  weight: number;
}

const DIMENSIONS = 512;
/** Words of a sentence from which on it can stand for a text; shorter ones lean on their neighbours. */
const LONG_ENOUGH = 8;
const TOO_LONG = 60;
/** Chosen on the samples, by reading: what a part of the document is for tells more than how central it is. */
const weights = {
  ...{ words: 0.5, early: 0.3, outcome: 0.3, purpose: 0.2, routine: -0.3 },
  ...{ short: -0.15, long: -0.1, leaning: -0.1, item: -0.1, row: -0.2, unended: -0.2, head: -0.15 },
};
/** The first part of a text says what it is about; the weight falls to nothing over this share of it. */
const EARLY = 0.3;
const ITEM = /^(?:[-–•*]|\(?(?:\d+(?:\.\d+)*|\p{L})[.)])\s/u;
const ROW = / \| /;
const ENDED = /[.!?:;…]["”“»'’)\]]*$/u;
/** A text of no more sections has no letterhead. */
const FEW = 4;

/**
 * How near each passage is to the whole: the cosine of its vector and the mean of all. (Centroid summarisation, Radev
 * et al. 2004, over passage vectors.) Passages without a vector get 0.
 */
export function centrality({ passages }: Reading, vectors: Map<string, Float32Array>): Map<string, number> {
  const known = passages.filter(({ id }) => vectors.has(id));
  const centre = meanOf(known.map(({ id }) => vectors.get(id)!));
  return new Map(
    passages.map(({ id }) => [id, centre && vectors.has(id) ? cosine(vectors.get(id)!, centre) : 0]),
  );
}

/** Every sentence of the document with its weight: its passage's centrality, and what its words and its place say. Pure. */
export function weighed(reading: Reading, central: Map<string, number>): WeighedSentence[] {
  const own = weighedAlone(reading);
  return reading.sentences.map((sentence, at) => ({
    ...sentence,
    weight: (central.get(sentence.passage.id) ?? 0) + own[at]!,
  }));
}

/** A reading's sentences are weighed once, however many columns of a table ask for them. */
const alone = new WeakMap<Reading, number[]>();

/** What each sentence weighs by its words' centrality, its form, and what part of the document it stands in. */
function weighedAlone(reading: Reading): number[] {
  const known = alone.get(reading);
  if (known) return known;
  const bags = reading.sentences.map(({ text, passage }) => bagOf(text, passage.language));
  const centre = meanOf(bags);
  const heads = new Set(letterhead(reading));
  const own = reading.sentences.map(({ section, text }, at) => {
    const length = words(text).length;
    const part = (['outcome', 'purpose', 'routine'] as const).find((name) => isPart(name, section.headings));
    return (
      weights.words * (centre ? cosine(bags[at]!, centre) : 0) +
      (length < LONG_ENOUGH ? weights.short : length > TOO_LONG ? weights.long : 0) +
      weights.early * Math.max(0, 1 - at / (EARLY * bags.length)) +
      (leans(text) ? weights.leaning : 0) +
      (ITEM.test(text) ? weights.item : 0) +
      (ROW.test(text) ? weights.row : 0) +
      (ENDED.test(text) ? 0 : weights.unended) +
      (heads.has(section) ? weights.head : 0) +
      (part ? weights[part] : 0)
    );
  });
  alone.set(reading, own);
  return own;
}

/** What stands before the first heading below the title: letterheads, parties, dates. Nothing in a text of few sections. */
function letterhead({ sections }: Reading): Section[] {
  const first = sections.findIndex(
    ({ headings }, at) => headings.length > 1 || (at > 1 && headings.length > 0),
  );
  return sections.length > FEW ? sections.slice(0, Math.max(0, first)) : [];
}

/** The heaviest of the sentences, as many as wanted, in the order of the text. */
export function heaviest(sentences: WeighedSentence[], most: number): WeighedSentence[] {
  return sentences
    .toSorted((a, b) => b.weight - a.weight || a.start - b.start)
    .slice(0, most)
    .sort((a, b) => a.start - b.start);
}

/** A text's words as a vector: stems, hashed. */
function bagOf(text: string, language: ReadSentence['passage']['language']): Float32Array {
  const bag = new Float32Array(DIMENSIONS);
  for (const word of words(text))
    if (word.length > 3) bag[termId(language, stem(word, language)) % DIMENSIONS]! += 1;
  return bag;
}

function meanOf(vectors: Float32Array[]): Float32Array | null {
  const [first] = vectors;
  if (!first) return null;
  const sum = new Float32Array(first.length);
  for (const vector of vectors) for (let at = 0; at < sum.length; at++) sum[at]! += vector[at]!;
  return sum;
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    dot += a[at]! * b[at]!;
    ofA += a[at]! ** 2;
    ofB += b[at]! ** 2;
  }
  return ofA > 0 && ofB > 0 ? dot / Math.sqrt(ofA * ofB) : 0;
}
