import { compoundParts, stem } from '#corpus';
import { knownWords, loadLexicon, translate } from '#models';
import type { Language } from '#platform';
import { buildBackground, type Background } from './background.js';

/** Translations of a word, best first, each with a weight of 1 at most; none for a word that is not known. */
export type Translate = (word: string, from: Language, to: Language) => { word: string; weight: number }[];

/** What is known of words in general, beside what the corpora say. */
export interface WordKnowledge {
  /** The parts of a compound; none for a word that is not one. */
  parts(word: string): string[];
  translate: Translate;
  background: Background;
}

export const WORD_KNOWLEDGE = Symbol('word knowledge');

/** The shipped vocabulary and lexicon. */
export async function loadWordKnowledge(): Promise<WordKnowledge> {
  const [known, lexicon] = await Promise.all([knownWords(), loadLexicon(stem)]);
  return {
    parts: (word) => compoundParts(word, (part) => known.get(part)),
    translate: (word, from, to) => translate(lexicon, word, from, to),
    background: buildBackground(known),
  };
}
