import { wordFeatures } from '#corpus';
import type { Language } from '#platform';

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
/** A query word shorter than this is not looked for inside longer words. */
const SHORTEST_INNER = 5;

/** Function words and other words too common to be worth marking: shorter than this, unless they are numbers. */
const SHORTEST_MARKED = 3;

/** A word with the same stem that is longer by more than this is another word: the stemmer cut too much off. */
const LONGEST_ENDING = 5;
/** What may follow a compound's last part: an ending. */
const ENDING = 3;

/** Where a text shows what was looked for: ranges in order, without overlap, counted from `offset`. */
export type Marker = (text: string, offset: number) => { start: number; end: number }[];

/**
 * Marks what was looked for in texts of a language. A word matches by its stem, or when it is a compound that begins or
 * ends with the stem of a wanted word.
 * @param wanted lower-cased words, translations included
 */
export function marker(wanted: string[], language: Language): Marker {
  const marked = wanted.filter(
    (word) => (word.length >= SHORTEST_MARKED || /\d/.test(word)) && !COMMON.has(word),
  );
  const lengths = new Map<string, number>();
  for (const word of marked) {
    const { stem } = wordFeatures(word, language);
    lengths.set(stem, Math.max(word.length, lengths.get(stem) ?? 0));
  }
  const parts = [...lengths.keys()].filter((stem) => stem.length >= SHORTEST_INNER);
  const isMatch = (word: string) => {
    const longest = lengths.get(wordFeatures(word, language).stem);
    if (longest !== undefined && word.length <= longest + LONGEST_ENDING) return true;
    return parts.some(
      (part) =>
        word.startsWith(part) ||
        (word.includes(part) && word.lastIndexOf(part) + part.length >= word.length - ENDING),
    );
  };
  const known = new Map<string, boolean>();
  const isMarked = (word: string) => {
    let found = known.get(word);
    if (found === undefined) known.set(word, (found = isMatch(word.normalize('NFC').toLowerCase())));
    return found;
  };
  return (text, offset) =>
    [...text.matchAll(WORD)]
      .filter(([word]) => isMarked(word))
      .map(({ 0: word, index }) => ({ start: offset + index, end: offset + index + word.length }));
}

/** The commonest function words of the three languages; marking them would hide what matters. */
const COMMON = new Set(
  (
    'og den det der som til med for har hvad hvor hvem hvis kan skal man ikke eller ved fra efter over under blev bliver være om hvornår hvordan hvilke hvilken hvilket ' +
    'und der die das den dem des ein eine einen einer eines ist sind war mit von für auf aus bei nach über unter wird werden kann darf muss nicht oder wenn als wie was wer wann welche welcher welches zur zum sich auch ' +
    'the and for are was with that this from which what when who how can may must shall not into does did has have will been there their'
  ).split(' '),
);
