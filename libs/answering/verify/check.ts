import { detectLanguage } from '#corpus';
import { words, type Language } from '#platform';
import { unfounded } from './claims.js';
import { locate } from './locate.js';
import { twists } from './meaning.js';

/** A sentence as a model gives it: each quote with the short id of the passage that it says it stands in. */
export interface DraftedSentence {
  text: string;
  quotes: { passage: string; quote: string }[];
}

/** A passage under its short id. */
export interface GivenPassage {
  id: string;
  text: string;
  language: Language;
}

/** Why a sentence is not verified; the first four are about a quote, the others about what the sentence says. */
export type Failure =
  | 'no-quote'
  | 'unknown-passage'
  | 'quote-not-found'
  | 'quote-too-short'
  | 'number-not-in-quotes'
  | 'date-not-in-quotes'
  | 'reference-not-in-quotes'
  | 'negation-not-in-quotes'
  | 'opposite-of-quotes'
  | 'words-not-in-quotes'
  | 'link-not-in-quotes';

export interface Checked {
  /** The ranges in the passages' texts, as they stand there; empty when the sentence fails. */
  quotes: { passage: string; start: number; end: number }[];
  failures: Failure[];
}

/** Fewer words than this stand everywhere and prove nothing. */
const SHORTEST_QUOTE = 3;
const LINK = /\bhttps?:\/\/\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\w+/giu;

/** Holds a sentence against the passages that it was given, by rule. Pure. */
export function check(sentence: DraftedSentence, passages: GivenPassage[], question: string): Checked {
  const failures = new Set<Failure>();
  if (sentence.quotes.length === 0) failures.add('no-quote');
  const quotes = sentence.quotes.flatMap(({ passage, quote }) => {
    const given = passages.find(({ id }) => id === passage);
    const range = given && locate(quote, given.text);
    if (!given) failures.add('unknown-passage');
    else if (!range) failures.add('quote-not-found');
    else if (words(quote).length < SHORTEST_QUOTE) failures.add('quote-too-short');
    else
      return [
        { ...range, passage, language: given.language, text: given.text.slice(range.start, range.end) },
      ];
    return [];
  });
  if (quotes.length > 0) {
    const said = { text: sentence.text, language: detectLanguage(sentence.text) };
    for (const kind of unfounded(said, quotes)) failures.add(`${kind}-not-in-quotes`);
    for (const twist of twists(said, quotes, question)) failures.add(TWISTED[twist]);
    const links = sentence.text.match(LINK) ?? [];
    if (links.some((link) => !quotes.some(({ text }) => text.includes(link))))
      failures.add('link-not-in-quotes');
  }
  return failures.size > 0
    ? { quotes: [], failures: [...failures] }
    : { quotes: quotes.map(({ passage, start, end }) => ({ passage, start, end })), failures: [] };
}

const TWISTED = {
  negation: 'negation-not-in-quotes',
  opposite: 'opposite-of-quotes',
  words: 'words-not-in-quotes',
} as const;
