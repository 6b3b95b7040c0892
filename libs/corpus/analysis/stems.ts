import { createRequire } from 'node:module';
import type { Language } from '#platform';

// The package is CommonJS without types; it is M. Porter's Snowball algorithms, machine-translated to JavaScript.
const { newStemmer } = createRequire(import.meta.url)('snowball-stemmers') as {
  newStemmer(algorithm: string): { stem(word: string): string };
};

const stemmers = {
  da: newStemmer('danish'),
  de: newStemmer('german'),
  en: newStemmer('english'),
} satisfies Record<Language, unknown>;

/** The Snowball stem of a lower-cased word. */
export function stem(word: string, language: Language): string {
  return stemmers[language].stem(word);
}
