const SIZE = 4;

/** The character 4-grams of `_word_`; a word too short for one gives `_word_` itself. Surrogate pairs stay whole. */
export function grams(word: string): string[] {
  const letters = Array.from(`_${word}_`);
  if (letters.length <= SIZE) return [letters.join('')];
  return Array.from({ length: letters.length - SIZE + 1 }, (_, at) => letters.slice(at, at + SIZE).join(''));
}
