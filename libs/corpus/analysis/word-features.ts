import { byLanguage, remembered, type Language } from '#platform';
import { grams } from './grams.js';
import { stem } from './stems.js';

export interface WordFeatures {
  stem: string;
  grams: string[];
}

const features = byLanguage((language) =>
  remembered((word): WordFeatures => ({ stem: stem(word, language), grams: grams(word) })),
);

/** Stem and 4-grams of a lower-cased word. */
export function wordFeatures(word: string, language: Language): WordFeatures {
  return features[language](word);
}
