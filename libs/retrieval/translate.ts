import type { Language } from '#platform';

/** Translations of a word, best first, with weights that add up to 1 at most; none for a word that is not known. */
export type Translate = (word: string, from: Language, to: Language) => { word: string; weight: number }[];

export const TRANSLATE = Symbol('translate');
