import { words } from '#platform';

const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/**
 * How far two texts have the same words, however they are ordered: the harmonic mean of precision and recall over
 * the multisets of their words, 0..1. Two texts without words agree. Soft hyphens and characters of no width, which
 * canonical texts do not have, part no words.
 */
export function wordF1(one: string, other: string): number {
  const [mine, theirs] = [one, other].map((text) => words(text.replace(INVISIBLE, ''))) as [
    string[],
    string[],
  ];
  if (mine.length + theirs.length === 0) return 1;
  const left = new Map<string, number>();
  for (const word of mine) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of theirs) {
    const count = left.get(word) ?? 0;
    if (count > 0) shared++;
    left.set(word, count - 1);
  }
  return (2 * shared) / (mine.length + theirs.length);
}
