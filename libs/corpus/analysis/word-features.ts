import { byLanguage, type Language } from '#platform';
import { grams } from './grams.js';
import { stem } from './stems.js';

export interface WordFeatures {
  stem: string;
  grams: string[];
}

const MEMORY = 200_000;
const memory = byLanguage(() => new Map<string, WordFeatures>());

/** Stem and 4-grams of a lower-cased word. Words repeat, so the answers are remembered, up to a bound. */
export function wordFeatures(word: string, language: Language): WordFeatures {
  const known = memory[language];
  let features = known.get(word);
  if (!features) {
    if (known.size >= MEMORY) known.clear();
    features = { stem: stem(word, language), grams: grams(word) };
    known.set(word, features);
  }
  return features;
}
