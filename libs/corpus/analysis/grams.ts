const SIZE = 4;

/** The character 4-grams of `_word_`; a word too short for one gives `_word_` itself. Surrogate pairs stay whole. */
export function grams(word: string): string[] {
  const letters = Array.from(`_${word}_`);
  if (letters.length <= SIZE) return [letters.join('')];
  return Array.from({ length: letters.length - SIZE + 1 }, (_, at) => letters.slice(at, at + SIZE).join(''));
}

/** How many grams a word has. */
export function gramCount(word: string): number {
  return Math.max(1, Array.from(word).length + 2 - SIZE + 1);
}
