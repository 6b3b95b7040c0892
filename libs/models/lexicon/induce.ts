import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Language } from '#platform';
import { readBitext, type TranslatedText } from './bitext.js';
import { readCuratedLists } from './curated.js';
import { isFunctionWord } from './function-words.js';
import { createLexicon, type Lexicon, shippedPaths } from './lexicon.js';
import { entryText } from './lexicon-file.js';
import { type Bitext, trainModelOne, type WordPairs } from './model-one.js';
import { addPivots } from './pivot.js';
import {
  type Direction,
  directionOf,
  MOST_TRANSLATIONS,
  type Stem,
  strongest,
  type Translation,
} from './translations.js';

export interface LexiconOptions {
  /** The training folder: `parallel-*`, `headings-*` and `terms/` in it. */
  training: string;
  stem: Stem;
  /** The terms written by hand; by default those that come with the program. */
  curated?: string[];
  /** Also learn from the share-alike term lists; what comes out is then share-alike as well. Default: no. */
  shareAlike?: boolean;
  thresholds?: Partial<Thresholds>;
  onProgress?: (progress: LexiconProgress) => void;
}

export interface Thresholds {
  /** Passes of expectation maximisation. */
  iterations: number;
  /** Least sqrt(p(t|s) * p(s|t)). */
  weight: number;
  /** Least expected number of links of the two words in the text. */
  linked: number;
  /** Least weight of a translation through the third language. */
  pivotWeight: number;
}

export interface LexiconProgress {
  /** Such as "da-de: 3 of 5 passes". */
  stage: string;
}

/** See LEXICON_CARD.md for what these were measured against. */
export const LEXICON_DEFAULTS: Thresholds = { iterations: 5, weight: 0.05, linked: 0.5, pivotWeight: 0.05 };

const FREE_TERMS = ['cpv_codes', 'eforms_terms'];
const SHARE_ALIKE_TERMS = ['ntrex_sentences', 'omw_wordnet', 'wiktionary_2015', 'wiktionary_da_en_2023'];

/**
 * Builds the lexicon from parallel text: IBM Model 1 in both directions for each of the six directions from source
 * stem to target word, then missing words through the third language; with the curated terms. The same files and
 * options give the same lexicon. Takes about two minutes on one core and 1.2 GB. Throws when the folder holds
 * no parallel text or a file cannot be read.
 */
export async function buildLexicon(options: LexiconOptions): Promise<Lexicon> {
  const thresholds = { ...LEXICON_DEFAULTS, ...options.thresholds };
  const direct = new Map<Direction, Map<string, Translation[]>>();
  for (const [left, right] of [
    ['da', 'de'],
    ['da', 'en'],
    ['de', 'en'],
  ] as const) {
    const texts = await readBitext(await filesOf(options, left, right), left, right);
    const flipped = texts.map((text) => ({ left: text.right, right: text.left }));
    for (const [from, to, bitext] of [
      [left, right, texts],
      [right, left, flipped],
    ] as const) {
      const report = (done: number) =>
        options.onProgress?.({ stage: `${from}-${to}: ${done} of ${thresholds.iterations} passes` });
      direct.set(
        directionOf(from, to),
        induceDirection(bitext, { ...options, from, to, thresholds, report }),
      );
    }
  }
  const induced = addPivots(direct, options.stem, thresholds.pivotWeight);
  const texts = new Map(Array.from(induced, ([direction, entries]) => [direction, entryText(entries)]));
  return createLexicon(
    texts,
    await readCuratedLists(options.curated ?? shippedPaths().curated),
    options.stem,
  );
}

async function filesOf({ training, shareAlike }: LexiconOptions, left: Language, right: Language) {
  const names = (await readdir(training)).sort();
  const named = (kind: string) =>
    names.filter((name) => name.startsWith(`${kind}-${left}-${right}.`)).map((name) => join(training, name));
  const [parallel, headings] = [named('parallel'), named('headings')];
  if (!parallel.length && !headings.length) {
    throw new Error(
      `${training} holds no parallel text of ${left} and ${right}, such as parallel-${left}-${right}.jsonl.gz.`,
    );
  }
  const wanted = shareAlike ? [...FREE_TERMS, ...SHARE_ALIKE_TERMS] : FREE_TERMS;
  const terms = names.includes('terms') ? (await readdir(join(training, 'terms'))).sort() : [];
  const isWanted = (name: string) => wanted.includes(basename(name).split('.')[0]!);
  return { parallel, headings, terms: terms.filter(isWanted).map((name) => join(training, 'terms', name)) };
}

interface DirectionOptions {
  from: Language;
  to: Language;
  stem: Stem;
  thresholds: Thresholds;
  report?: (done: number) => void;
}

/** Source stem -> target words, strongest first, of one direction; function words are left out throughout. Pure. */
export function induceDirection(
  texts: TranslatedText[],
  options: DirectionOptions,
): Map<string, Translation[]> {
  const { from, to, stem, thresholds } = options;
  const sources = numbering((word) => stem(word, from));
  const targets = numbering((word) => word);
  const numbersOf = (list: string[], language: Language, { number }: Numbering) =>
    list.filter((word) => !isFunctionWord(word, language)).map(number);
  const numbered = texts.map(({ left, right }) => ({
    left: numbersOf(left, from, sources),
    right: numbersOf(right, to, targets),
  }));
  const bitext = {
    ...joinTexts(numbered),
    leftWords: sources.names.length,
    rightWords: targets.names.length,
  };
  const learnt = trainModelOne(bitext, thresholds.iterations, options.report);
  return pickTranslations(learnt, sources.names, targets.names, thresholds);
}

interface Numbering {
  number: (word: string) => number;
  /** By number. */
  names: string[];
}

/** Numbers words by a name that several may share. */
function numbering(nameOf: (word: string) => string): Numbering {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const number = (word: string) => {
    const name = nameOf(word);
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, names.length);
    return names.push(name) - 1;
  };
  return { number, names };
}

interface NumberedText {
  left: number[];
  right: number[];
}

function joinTexts(texts: NumberedText[]): Pick<Bitext, 'left' | 'right' | 'pairs'> {
  const total = (side: keyof NumberedText) => texts.reduce((sum, text) => sum + text[side].length, 0);
  const left = new Int32Array(total('left'));
  const right = new Int32Array(total('right'));
  const pairs = new Int32Array(texts.length * 4);
  let [i, j] = [0, 0];
  for (const [index, text] of texts.entries()) {
    left.set(text.left, i);
    right.set(text.right, j);
    pairs.set([i, (i += text.left.length), j, (j += text.right.length)], index * 4);
  }
  return { left, right, pairs };
}

/** Letters only: names of parameters and part numbers need no translation. */
const WORTH_TRANSLATING = /^[\p{L}\p{M}]{2,}$/u;

function pickTranslations(
  learnt: WordPairs,
  sources: string[],
  targets: string[],
  { weight: least, linked }: Thresholds,
): Map<string, Translation[]> {
  const usable = sources.map((name) => WORTH_TRANSLATING.test(name));
  const sayable = targets.map((word) => WORTH_TRANSLATING.test(word));
  const found = new Map<string, Translation[]>();
  for (let pair = 0; pair < learnt.left.length; pair++) {
    const weight = Math.sqrt(learnt.forward[pair]! * learnt.backward[pair]!);
    if (weight < least || learnt.linked[pair]! < linked) continue;
    const [source, target] = [learnt.left[pair]!, learnt.right[pair]!];
    if (!usable[source] || !sayable[target]) continue;
    const list = found.get(sources[source]!) ?? [];
    list.push({ word: targets[target]!, weight });
    found.set(sources[source]!, list);
  }
  return new Map([...found].map(([name, list]) => [name, strongest(list, MOST_TRANSLATIONS)]));
}
