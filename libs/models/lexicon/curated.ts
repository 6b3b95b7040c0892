import type { Lexicon, Stem } from './translations.js';
export async function readCurated(_stem: Stem): Promise<Lexicon['curated']> {
  return new Map();
}
