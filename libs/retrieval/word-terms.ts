import { grams, termId, termKey, wordFeatures, type Term } from '#corpus';
import { byLanguage, remembered, type Language } from '#platform';

/** A term with its key in the statistics. */
export interface KeyedTerm {
  key: string;
  term: Term;
}

/** The terms that a word is counted by. */
export interface WordTerms {
  /** Its stem in a language: as a word, as part of a compound, and as what units are found by. */
  stems: Record<Language, { word: KeyedTerm; part: KeyedTerm; id: number }>;
  grams: KeyedTerm[];
}

const keyed = (term: Term): KeyedTerm => ({ key: termKey(term), term });

/** The terms of a lower-cased word. */
export const wordTerms = remembered(
  (word): WordTerms => ({
    stems: byLanguage((language) => {
      const { stem } = wordFeatures(word, language);
      return {
        word: keyed({ language, field: 's', term: stem }),
        part: keyed({ language, field: 'p', term: stem }),
        id: termId(language, stem),
      };
    }),
    grams: grams(word).map((gram) => keyed({ language: null, field: 'g', term: gram })),
  }),
  50_000,
);
