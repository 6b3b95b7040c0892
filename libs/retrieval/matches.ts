import { wordFeatures, type AnalysedQuery } from '#corpus';
import type { Language } from '#platform';

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
/** A query word shorter than this is not looked for inside longer words. */
const SHORTEST_INNER = 5;

/** Function words and other words too common to be worth marking: shorter than this, unless they are numbers. */
const SHORTEST_MARKED = 3;

/**
 * Where a passage shows the query's words: ranges relative to `offset`, in order, without overlap. A word matches
 * by its stem, or when it is a compound that holds the query word's stem (or is held in one).
 */
export function matches(
  query: AnalysedQuery,
  text: string,
  language: Language,
  offset: number,
): { start: number; end: number }[] {
  const wanted = query.words
    .filter((word) => word.length >= SHORTEST_MARKED || /\d/.test(word))
    .filter((word) => !COMMON.has(word));
  const stems = new Set(wanted.map((word) => wordFeatures(word, language).stem));
  const inner = [...stems].filter((stemmed) => stemmed.length >= SHORTEST_INNER);
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = match[0].normalize('NFC').toLowerCase();
    const stemmed = wordFeatures(word, language).stem;
    if (stems.has(stemmed) || inner.some((part) => word.includes(part))) {
      found.push({ start: offset + match.index, end: offset + match.index + match[0].length });
    }
  }
  return found;
}

/** The commonest function words of the three languages; marking them would hide what matters. */
const COMMON = new Set(
  (
    'og den det der som til med for har hvad hvor hvem hvis kan skal man ikke eller ved fra efter over under blev bliver være om hvornår hvordan hvilke hvilken hvilket ' +
    'und der die das den dem des ein eine einen einer eines ist sind war mit von für auf aus bei nach über unter wird werden kann darf muss nicht oder wenn als wie was wer wann welche welcher welches zur zum sich auch ' +
    'the and for are was with that this from which what when who how can may must shall not into does did has have will been there their'
  ).split(' '),
);
