import { wordFeatures, type StoredStem } from '#corpus';
import { LANGUAGES } from '#platform';

/** Shorter words have too many neighbours to guess among. */
const SHORTEST = 4;
/** From this length on, a word may be two slips away from the one that was meant; before, one. */
const LONG = 8;

/** How many slips (letters added, left out, changed, or two of them swapped) a word is forgiven. */
export function forgiven(word: string): number {
  return word.length >= LONG ? 2 : 1;
}

/** May this be a slip? Only what is made of letters, long enough, and nothing that general language knows. Pure. */
export function isOdd(word: string, isKnown: (word: string) => boolean): boolean {
  return word.length >= SHORTEST && /^\p{L}+$/u.test(word) && !isKnown(word);
}

/** Pieces of a word of which at least one is left as it was by as many slips as are forgiven (pigeonhole). */
export function pieces(word: string): string[] {
  const count = forgiven(word) + 1;
  return Array.from({ length: count }, (_, at) =>
    word.slice(Math.floor((at * word.length) / count), Math.floor(((at + 1) * word.length) / count)),
  );
}

/**
 * Slips between two words: optimal string alignment distance (Damerau's four slips, no piece edited twice).
 * Infinity above `most`.
 */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length]! <= most ? last[b.length]! : Infinity;
}

/** The stored stem that a word most likely means, which is not stored itself; undefined when nothing is near. Pure. */
export function meant(word: string, stored: StoredStem[]): StoredStem | undefined {
  const own = new Map(LANGUAGES.map((language) => [language, wordFeatures(word, language).stem]));
  const near = stored
    .map((candidate) => ({
      ...candidate,
      slips: slips(own.get(candidate.language)!, candidate.stem, forgiven(word)),
    }))
    .filter((candidate) => candidate.slips < Infinity)
    .sort((a, b) => a.slips - b.slips || b.units - a.units || (a.stem < b.stem ? -1 : 1));
  return near[0] && { language: near[0].language, stem: near[0].stem, units: near[0].units };
}
