import { grams, termKey, wordFeatures, type AnalysedQuery, type QueryStatistics, type Term } from '#corpus';
import { byLanguage, LANGUAGES, type Language } from '#platform';
import { smoothedIdf, type Background } from './background.js';
import type { Equivalents } from './word-knowledge.js';

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
  const terms = new Map<string, Term>();
  const add = (language: Term['language'], field: Term['field'], term: string) =>
    terms.set(termKey({ language, field, term }), { language, field, term });
  for (const word of new Set(LANGUAGES.flatMap((of) => wanted[of].map(({ word }) => word)))) {
    for (const piece of [word, ...parts(word)]) {
      for (const language of LANGUAGES) {
        const { stem } = wordFeatures(piece, language);
        add(language, 's', stem);
        add(language, 'p', stem);
      }
    }
    for (const gram of grams(word)) add(null, 'g', gram);
  }
  return terms;
}

/** Whether no text in scope holds a word in any form. */
export function isUnknown(word: string, { frequency }: QueryStatistics): boolean {
  return LANGUAGES.every((language) => {
    const { stem } = wordFeatures(word, language);
    return !frequency.get(termKey({ language, field: 's', term: stem }));
  });
}

/** Weighs words and grams by their document frequencies, summed over the languages in scope. */
export function weigh(
  query: AnalysedQuery,
  wanted: WantedWords,
  statistics: QueryStatistics,
  background: Background,
): QueryTerms {
  const { units, averageStemLength, averageGramLength } = statistics;
  const frequency = (term: Term) => statistics.frequency.get(termKey(term)) ?? 0;
  const wordIdf = (word: string) => {
    const stem = (language: Language) => wordFeatures(word, language).stem;
    const df = sum(LANGUAGES.map((language) => frequency({ language, field: 's', term: stem(language) })));
    return smoothedIdf(units, df, background.word(word), averageStemLength);
  };
  const gramIdf = (gram: string) => {
    const df = frequency({ language: null, field: 'g', term: gram });
    return smoothedIdf(units, df, background.gram(gram), averageStemLength);
  };

  const index = new Map<string, number>();
  const all: QueryTerms['grams'] = [];
  const gramIndexes = (word: string) =>
    grams(word).map((gram) => {
      const known = index.get(gram);
      if (known !== undefined) return known;
      index.set(gram, all.length);
      return all.push({ gram, idf: gramIdf(gram) }) - 1;
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
