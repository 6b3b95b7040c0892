import type { Language } from '#platform';

/** pgvector's limit for the dimensions of a sparsevec. */
export const TERM_SPACE = 1_000_000_000;

/**
 * A number for a stem in a language, the same in every database: FNV-1a (Fowler, Noll, Vo; 32 bits) folded into
 * the dimensions of a sparsevec. With a million terms one in a thousand shares its number with another; that
 * touches only the order of candidates, since the final score is counted from the words themselves.
 */
export function termId(language: Language, term: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${language}:${term}`)) {
    hash ^= byte;
    hash = Math.imul(hash, 0x01000193);
  }
  return ((hash >>> 0) % TERM_SPACE) + 1;
}
