/** A word with the space after it has 7 to 9 characters on average; beyond this many, they count as a word. */
const CHARACTERS_PER_WORD = 25;

/** The size of a text in words. A long run without spaces counts by its length, so that no limit lets it through. */
export function wordCount(text: string): number {
  const counted = text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, counted, Math.ceil(text.length / CHARACTERS_PER_WORD));
}

/** The most characters that may count as this many words. */
export function charactersOf(words: number): number {
  return words * CHARACTERS_PER_WORD;
}
