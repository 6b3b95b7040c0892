import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { groupBy, type Language, packageRoot, words } from '#platform';
import {
  type CuratedDirection,
  type CuratedPhrase,
  type CuratedTerm,
  type CuratedWords,
  curatedDirection,
  readCuratedLists,
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
  /** Stem of a phrase's first word -> the phrases that begin with it. */
  byFirstStem: Map<string, StemmedPhrase[]>;
}

interface StemmedPhrase extends CuratedPhrase {
  stems: string[];
}

export interface LexiconPaths {
  induced: string;
  /** Lists written by hand. */
  curated: string[];
}

/** Where the lexicon that comes with the program stands. */
export const shippedPaths = (): LexiconPaths => {
  const folder = join(packageRoot(), 'libs/models/lexicon');
  return {
    induced: join(folder, 'lexicon.tsv.gz'),
    curated: ['curated.tsv', 'concepts.tsv'].map((name) => join(folder, name)),
  };
};

let shipped: Promise<Map<Direction, EntryText>> | undefined;

/**
 * Loads the lexicon: the shipped one, read once a process, or the one at `paths`. `stem` must be the function the
 * file was built with. Throws an Error that names the path when a file is missing, cut, damaged or foreign.
 */
export async function loadLexicon(stem: Stem, paths?: LexiconPaths): Promise<Lexicon> {
  const { induced, curated } = paths ?? shippedPaths();
  if (paths) return createLexicon(await readLexiconFile(induced), await readCuratedLists(curated), stem);
  shipped ??= readLexiconFile(induced);
  shipped.catch(() => (shipped = undefined));
  return createLexicon(await shipped, await readCuratedLists(curated), stem);
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
  const stems = new Map<string, string>();
  /** Remembered, since a language's terms are worked out for three directions and a stem takes microseconds. */
  const stemOf = (word: string, language: Language) => {
    const key = `${language}:${word}`;
    const known = stems.get(key) ?? stem(word, language);
    stems.set(key, known);
    return known;
  };
  const curated = (from: Language, to: Language) => {
    const ready = directions.get(directionOf(from, to));
    if (ready) return ready;
    const found = curatedDirection(terms, from, to);
    const phrases = found.phrases.map((phrase) => ({
      ...phrase,
      stems: phrase.words.map((word) => stemOf(word, from)),
    }));
    const worked = {
      ...found,
      byStem: groupBy(found.own.keys(), (word) => stemOf(word, from)),
      byFirstStem: groupBy(phrases, ({ stems }) => stems[0]!),
    };
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
 * From a language to itself: the curated other ways to say it. Function words and unknown words give nothing.
 */
export function translate(lexicon: Lexicon, word: string, from: Language, to: Language): Translation[] {
  const [only, ...more] = words(word);
  if (!only || more.length || isFunctionWord(only, from)) return [];
  if (from === to) return synonyms(lexicon, only, from);
  const known = lookUp(lexicon, only, from, to);
  if (known.length) return known;
  const parts = splitWord(only, from, (part) => lookUp(lexicon, part, from, to));
  const scaled = parts.map((part) => ({ word: part.word, weight: part.weight * OF_PARTS }));
  return strongest(scaled, MOST_TRANSLATIONS);
}

/** What stands for a term of several words that the text holds. */
export interface PhraseTranslation {
  /** Which words of the text the term is. */
  at: number[];
  translations: Translation[];
}

/** How many words may stand between two words of a term: "smide en lejer ud". */
const MOST_BETWEEN = 2;

/** The curated terms of several words in a text, with what stands for each in `to`; also from a language to itself. */
export function translatePhrases(
  lexicon: Lexicon,
  text: string[],
  from: Language,
  to: Language,
): PhraseTranslation[] {
  const { byFirstStem } = lexicon.curated(from, to);
  const stems = text.map((word) => lexicon.stem(word, from));
  return stems.flatMap((first, start) =>
    (byFirstStem.get(first) ?? []).flatMap((phrase) => {
      const at = [start];
      for (const wanted of phrase.stems.slice(1)) {
        const next = stems.indexOf(wanted, at.at(-1)! + 1);
        if (next < 0 || next - at.at(-1)! > MOST_BETWEEN + 1) return [];
        at.push(next);
      }
      return [{ at, translations: phrase.translations.slice(0, MOST_TRANSLATIONS) }];
    }),
  );
}

function synonyms(lexicon: Lexicon, word: string, language: Language): Translation[] {
  const { own, byStem } = lexicon.curated(language, language);
  const stem = lexicon.stem(word, language);
  const found = own.get(word) ?? nearest(own, byStem.get(stem) ?? [], word);
  return found.filter((other) => lexicon.stem(other.word, language) !== stem).slice(0, MOST_TRANSLATIONS);
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
