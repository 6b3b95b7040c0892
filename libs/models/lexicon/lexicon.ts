import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groupBy, type Language, packageRoot, words } from '#platform';
import {
  type CuratedDirection,
  type CuratedTerm,
  type CuratedWords,
  curatedDirection,
  readCurated,
} from './curated.js';
import { isFunctionWord } from './function-words.js';
import { encodeLexicon, type EntryText, findEntry, readLexiconFile } from './lexicon-file.js';
import { splitWord } from './split.js';
import {
  type Direction,
  directionOf,
  listed,
  MOST_TRANSLATIONS,
  raise,
  type Stem,
  strongest,
  type Translation,
} from './translations.js';

/** What translates words between Danish, German and English. */
export interface Lexicon {
  /** Learnt from parallel text: source stem -> target words. */
  induced: Map<Direction, EntryText>;
  /** Written by hand. Worked out at the first use of a direction, because stems take a while. */
  curated: (from: Language, to: Language) => CuratedTerms;
  stem: Stem;
}

interface CuratedTerms extends CuratedDirection {
  /** Stem -> the words that are a term by themselves and have it. */
  byStem: Map<string, string[]>;
}

export interface LexiconPaths {
  induced: string;
  curated: string;
}

/** Where the lexicon that comes with the program stands. */
export const shippedPaths = (): LexiconPaths => {
  const folder = join(packageRoot(), 'libs/models/lexicon');
  return { induced: join(folder, 'lexicon.tsv.gz'), curated: join(folder, 'curated.tsv') };
};

let shipped: Promise<Map<Direction, EntryText>> | undefined;

/**
 * Loads the lexicon: the shipped one, read once a process, or the one at `paths`. `stem` must be the function the
 * file was built with. Throws an Error that names the path when a file is missing, cut, damaged or foreign.
 */
export async function loadLexicon(stem: Stem, paths?: LexiconPaths): Promise<Lexicon> {
  const { induced, curated } = paths ?? shippedPaths();
  if (paths) return createLexicon(await readLexiconFile(induced), await readCurated(curated), stem);
  shipped ??= readLexiconFile(induced);
  shipped.catch(() => (shipped = undefined));
  return createLexicon(await shipped, await readCurated(curated), stem);
}

/** Writes what was learnt (the curated terms stay in their own file); returns its size in bytes. */
export async function writeLexicon(lexicon: Lexicon, path: string): Promise<number> {
  const file = encodeLexicon(lexicon.induced);
  await writeFile(path, file);
  return file.byteLength;
}

/** A lexicon over entries and terms in memory. */
export function createLexicon(induced: Map<Direction, EntryText>, terms: CuratedTerm[], stem: Stem): Lexicon {
  const directions = new Map<Direction, CuratedTerms>();
  const curated = (from: Language, to: Language) => {
    const ready = directions.get(directionOf(from, to));
    if (ready) return ready;
    const found = curatedDirection(terms, from, to);
    const worked = { ...found, byStem: groupBy(found.own.keys(), (word) => stem(word, from)) };
    directions.set(directionOf(from, to), worked);
    return worked;
  };
  return { induced, curated, stem };
}

/** What an induced translation counts beside curated ones, and the least of it that is shown then. */
const BESIDE_CURATED = 0.5;
const LEAST_BESIDE_CURATED = 0.08;
/** What the translations of a word's two parts count. */
const OF_PARTS = 0.6;

/**
 * The words of `to` that stand for a word of `from`, strongest first, at most eight: curated ones, then those
 * learnt from parallel text; for a word that is neither, those of the two known words it splits into, x 0.6.
 * Function words, unknown words and translations into the same language give nothing.
 */
export function translate(lexicon: Lexicon, word: string, from: Language, to: Language): Translation[] {
  const [only, ...more] = words(word);
  if (from === to || !only || more.length || isFunctionWord(only, from)) return [];
  const known = lookUp(lexicon, only, from, to);
  if (known.length) return known;
  const parts = splitWord(only, from, (part) => lookUp(lexicon, part, from, to));
  const scaled = parts.map((part) => ({ word: part.word, weight: part.weight * OF_PARTS }));
  return strongest(scaled, MOST_TRANSLATIONS);
}

function lookUp(lexicon: Lexicon, word: string, from: Language, to: Language): Translation[] {
  const direction = directionOf(from, to);
  const stem = lexicon.stem(word, from);
  const induced = findEntry(lexicon.induced.get(direction) ?? '', stem);
  const { own, byStem, inPhrases } = lexicon.curated(from, to);
  const curated = own.get(word) ?? nearest(own, byStem.get(stem) ?? [], word);
  if (!curated.length)
    return induced.length ? induced : (inPhrases.get(word) ?? []).slice(0, MOST_TRANSLATIONS);
  const known = new Set(curated.map((translation) => lexicon.stem(translation.word, to)));
  const beside = induced
    .filter((translation) => !known.has(lexicon.stem(translation.word, to)))
    .map((translation) => ({ word: translation.word, weight: translation.weight * BESIDE_CURATED }))
    .filter(({ weight }) => weight >= LEAST_BESIDE_CURATED);
  return [...curated, ...beside].slice(0, MOST_TRANSLATIONS);
}

/**
 * The translations of those words with a common stem that are nearest to the one asked for: Danish and German
 * stemmers make one stem of rent and tenant (leje, lejer), and "lejeren" means the second.
 */
function nearest(own: CuratedWords, related: string[], word: string): Translation[] {
  const nearness = (other: string) => 3 * sharedLetters(word, other) - 2 * other.length;
  const best = Math.max(...related.map(nearness));
  const weights = new Map<string, number>();
  for (const other of related.filter((candidate) => nearness(candidate) === best)) {
    for (const translation of own.get(other)!) raise(weights, translation.word, translation.weight);
  }
  return listed(weights);
}

/** How many letters two words begin with in common. */
function sharedLetters(one: string, other: string): number {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count++;
  return count;
}
