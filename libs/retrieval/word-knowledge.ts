import { partsBy, stem } from '#corpus';
import { knownWords, loadLexicon, translate, translatePhrases } from '#models';
import { byLanguage, remembered, type Language } from '#platform';
import { buildBackground, type Background } from './background.js';

/** A word that stands for another, with a weight of 1 at most. */
interface Equivalent {
  word: string;
  weight: number;
}

/**
 * What stands for the words of a query in texts of a language: translations, and in the query's own language other
 * ways to say it. `of` is the query's words that it stands for: one, or those of a term of several.
 */
export type Equivalents = (
  words: string[],
  from: Language,
  to: Language,
) => (Equivalent & { of: number[] })[];

/** What is known of words in general, beside what the corpora say. */
export interface WordKnowledge {
  /** The parts of a compound; none for a word that is not one. */
  parts(word: string): string[];
  equivalents: Equivalents;
  background: Background;
}

export const WORD_KNOWLEDGE = Symbol('word knowledge');

/** The shipped vocabulary and lexicon. */
export async function loadWordKnowledge(): Promise<WordKnowledge> {
  const [known, lexicon] = await Promise.all([knownWords(), loadLexicon(stem)]);
  const translations = byLanguage((from) =>
    byLanguage((to) => remembered((word) => translate(lexicon, word, from, to))),
  );
  return {
    parts: partsBy((part) => known.get(part)),
    equivalents: (words, from, to) => [
      ...words.flatMap((word, at) => translations[from][to](word).map((found) => ({ ...found, of: [at] }))),
      ...translatePhrases(lexicon, words, from, to).flatMap(({ at, translations }) =>
        translations.map((found) => ({ ...found, of: at })),
      ),
    ],
    background: buildBackground(known),
  };
}
