/** Longer words (identifiers, mostly) are cut: their tail says nothing and would dominate the mean. */
const LONGEST_WORD = 64;

/**
 * The buckets (0 to count - 1, repeats kept) of the 4- and 5-grams of `_word_`, hashed with 32-bit FNV-1a over UTF-16
 * code units and folded to 16 bits. Empty only for a one-letter word. `count` is a power of two, 65,536 at most.
 */
export function gramBuckets(word: string, count: number): number[] {
  const padded = `_${word.slice(0, LONGEST_WORD)}_`;
  const buckets: number[] = [];
  for (let start = 0; start + 4 <= padded.length; start++) {
    let hash = 0x811c9dc5;
    for (let i = start; i < start + 5 && i < padded.length; i++) {
      hash = Math.imul(hash ^ padded.charCodeAt(i), 0x01000193);
      if (i >= start + 3) buckets.push((hash ^ (hash >>> 16)) & (count - 1));
    }
  }
  return buckets;
}
