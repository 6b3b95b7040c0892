import { wordFeatures, type AnalysedQuery, type QueryStatistics, type Term } from '#corpus';
import { byLanguage, LANGUAGES, type Language } from '#platform';
import { smoothedIdf, type Background } from './background.js';
import type { Equivalents } from './word-knowledge.js';
import { wordTerms, type KeyedTerm } from './word-terms.js';

/** How much of a translated word's weight stays with its own form (names, loan words), and how much its translations share. */
const KEPT = 0.3;
const TRANSLATED = 0.7;
/** What another way to say a word in its own language counts beside the word itself. */
const SYNONYM = 0.4;

/** A word to look for in texts of one language: a word of the query, or a translation of one. */
export interface WantedWord {
  word: string;
  stem: string;
  /** Index of the query word that it stands for. */
  of: number;
  weight: number;
}

/** What a query looks for, by the language of the text. */
export type WantedWords = Record<Language, WantedWord[]>;

/** A wanted word with what it weighs in the scope at hand. */
export interface WeighedWord extends WantedWord {
  idf: number;
  /** Indexes into `QueryTerms.grams`. */
  grams: number[];
  /** |G(w)|^(-1/4): a long word's many grams do not outweigh a short word's few. */
  gramWeight: number;
}

/** The query as the lexical score sees it. */
export interface QueryTerms {
  words: Record<Language, WeighedWord[]>;
  /** idf of each query word. */
  originals: number[];
  grams: { gram: string; idf: number }[];
  /** The score of a text that held every term without end; divides scores into about 0..1. */
  total: number;
  averageStemLength: number;
  averageGramLength: number;
}

/**
 * The words to look for in texts of each language: the query's own, beside them other ways to say them, and in
 * languages other than the query's their translations.
 */
export function wantedWords(query: AnalysedQuery, equivalents: Equivalents): WantedWords {
  const inLanguage = (language: Language): WantedWord[] => {
    const found = query.language ? equivalents(query.words, query.language, language) : [];
    const foreign = query.language !== null && query.language !== language;
    const translated = new Set(found.flatMap(({ of }) => of));
    const want = (word: string, of: number, weight: number) => ({
      ...{ word, of, weight },
      stem: wordFeatures(word, language).stem,
    });
    return [
      ...query.words.map((word, of) => want(word, of, foreign && translated.has(of) ? KEPT : 1)),
      ...found.flatMap(({ word, weight, of }) =>
        of.map((at) => want(word, at, ((foreign ? TRANSLATED : SYNONYM) * weight) / of.length)),
      ),
    ];
  };
  return byLanguage(inLanguage);
}

/** Every term whose frequency a query needs, by its key: stems of words and of compound parts, and 4-grams. */
export function termsToLookUp(wanted: WantedWords, parts: (word: string) => string[]): Map<string, Term> {
  const found = new Map<string, Term>();
  const add = ({ key, term }: KeyedTerm) => found.set(key, term);
  for (const { word: all } of LANGUAGES.flatMap((of) => wanted[of])) {
    for (const piece of [all, ...parts(all)]) {
      for (const { word, part } of Object.values(wordTerms(piece).stems)) {
        add(word);
        add(part);
      }
    }
    wordTerms(all).grams.forEach(add);
  }
  return found;
}

/** In how many units a word stands in any of its forms, by the stems of each language. */
function unitsWith(word: string, { frequency }: QueryStatistics): number {
  return sum(Object.values(wordTerms(word).stems).map((stem) => frequency.get(stem.word.key) ?? 0));
}

/** Whether no text in scope holds a word in any form. */
export function isUnknown(word: string, statistics: QueryStatistics): boolean {
  return unitsWith(word, statistics) === 0;
}

/** Weighs words and grams by their document frequencies, summed over the languages in scope. */
export function weigh(
  query: AnalysedQuery,
  wanted: WantedWords,
  statistics: QueryStatistics,
  background: Background,
): QueryTerms {
  const { units, averageStemLength, averageGramLength } = statistics;
  const wordIdf = (word: string) =>
    smoothedIdf(units, unitsWith(word, statistics), background.word(word), averageStemLength);
  const gramIdf = ({ key, term: { term } }: KeyedTerm) =>
    smoothedIdf(units, statistics.frequency.get(key) ?? 0, background.gram(term), averageStemLength);

  const index = new Map<string, number>();
  const all: QueryTerms['grams'] = [];
  const gramIndexes = (word: string) =>
    wordTerms(word).grams.map((gram) => {
      const known = index.get(gram.key);
      if (known !== undefined) return known;
      index.set(gram.key, all.length);
      return all.push({ gram: gram.term.term, idf: gramIdf(gram) }) - 1;
    });
  const weighed = (wantedWord: WantedWord): WeighedWord => {
    const own = gramIndexes(wantedWord.word);
    return { ...wantedWord, idf: wordIdf(wantedWord.word), grams: own, gramWeight: own.length ** -0.25 };
  };
  const words = byLanguage((language) => wanted[language].map(weighed));
  const originals = query.words.map((word) => weighed({ word, stem: word, of: 0, weight: 1 }));
  const total = sum(
    originals.map((word) => word.idf + word.gramWeight * sum(word.grams.map((at) => all[at]!.idf))),
  );
  return {
    words,
    originals: originals.map((word) => word.idf),
    grams: all,
    total,
    averageStemLength,
    averageGramLength,
  };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
