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

const MEMORY = 200_000;
const memory: Record<Language, Map<string, string>> = { da: new Map(), de: new Map(), en: new Map() };

/** The Snowball stem of a lower-cased word. Words repeat, so results are remembered, up to a bound. */
export function stem(word: string, language: Language): string {
  const known = memory[language];
  const remembered = known.get(word);
  if (remembered !== undefined) return remembered;
  if (known.size >= MEMORY) known.clear();
  const result = stemmers[language].stem(word);
  known.set(word, result);
  return result;
}
