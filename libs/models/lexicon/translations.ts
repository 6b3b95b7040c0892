import type { Language } from '#platform';

/** Gives the stem of a lower-cased word of a language. */
export type Stem = (word: string, language: Language) => string;

/** A lower-cased word of the target language and how far it stands for the source word, in 0..1. */
export interface Translation {
  word: string;
  weight: number;
}

export type Direction = `${Language}-${Language}`;

/** How many translations a word has at most. */
export const MOST_TRANSLATIONS = 8;

export const directionOf = (from: Language, to: Language): Direction => `${from}-${to}`;

/** Raises a word's weight to at least this one. */
export function raise(weights: Map<string, number>, word: string, weight: number): void {
  weights.set(word, Math.max(weight, weights.get(word) ?? 0));
}

/** Weights as translations, strongest first. */
export function listed(weights: Map<string, number>): Translation[] {
  return strongest(
    Array.from(weights, ([word, weight]) => ({ word, weight })),
    weights.size,
  );
}

/** The strongest translations first, equal ones in the order of the alphabet. */
export function strongest(list: Translation[], count: number): Translation[] {
  const order = (a: Translation, b: Translation) => b.weight - a.weight || (a.word < b.word ? -1 : 1);
  return [...list].sort(order).slice(0, count);
}
