import type { Language } from '#platform';
import { isFunctionWord } from './function-words.js';
import { listed, raise, type Translation } from './translations.js';

/** Letters that join the parts of a compound. */
const LINKS: Record<Language, string[]> = {
  da: ['', 's', 'e', 'er', 'n', 'en'],
  de: ['', 's', 'n', 'en', 'es', 'er', 'e'],
  en: [''],
};
/** Letters that a first part may have lost: Sprache + Kurs = Sprachkurs. */
const LOST: Record<Language, string[]> = { da: ['', 'e'], de: ['', 'e', 'en'], en: [''] };
/** Letters of a part; a last part may be shorter when it is a word that is known well (sag, Amt). */
const SHORTEST = 4;
const SHORTEST_LAST = 3;
const KNOWN_WELL = 0.5;

/**
 * The translations of the two known words that a compound is made of; none when there are no such words. Of several
 * ways to split, the one whose parts are best known: the greatest product of their strongest weights and lengths.
 */
export function splitWord(
  word: string,
  language: Language,
  lookUp: (part: string) => Translation[],
): Translation[] {
  let best: { score: number; parts: Translation[] } | undefined;
  for (let end = SHORTEST; end <= word.length - SHORTEST_LAST; end++) {
    const last = known(word.slice(end), language, lookUp);
    const least = word.length - end < SHORTEST ? KNOWN_WELL : 0;
    if (!last.length || last[0]!.weight < least) continue;
    for (const first of firstParts(word.slice(0, end), language)) {
      const found = known(first, language, lookUp);
      if (!found.length) continue;
      const score = found[0]!.weight * last[0]!.weight * first.length * (word.length - end);
      if (!best || score > best.score) best = { score, parts: merged([...found, ...last]) };
    }
  }
  return best?.parts ?? [];
}

const known = (part: string, language: Language, lookUp: (part: string) => Translation[]) =>
  isFunctionWord(part, language) ? [] : lookUp(part);

/** The forms the first part may have as a word of its own. */
function firstParts(text: string, language: Language): string[] {
  const forms = new Set<string>();
  for (const link of LINKS[language])
    if (text.endsWith(link)) forms.add(text.slice(0, text.length - link.length));
  for (const lost of LOST[language]) forms.add(text + lost);
  return [...forms].filter((form) => form.length >= SHORTEST);
}

function merged(list: Translation[]): Translation[] {
  const weights = new Map<string, number>();
  for (const { word, weight } of list) raise(weights, word, weight);
  return listed(weights);
}
