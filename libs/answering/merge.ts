import { words } from '#platform';
import type { Quote } from './events.js';

/** Two sentences that share this much of their words, and all their numbers, say the same. */
const SAME = 0.85;
/** Behind every rank. */
const UNRANKED = 1000;

/** Quotes that say the same together, in the order of the first of them; within, what binds most first. Pure. */
export function merged(quotes: Quote[]): Quote[][] {
  const groups: Quote[][] = [];
  for (const quote of quotes) {
    const group = groups.find(([first]) => first && sameWords(first.text, quote.text));
    if (group) group.push(quote);
    else groups.push([quote]);
  }
  return groups.map(byRank);
}

/** What binds most first; else as they stand. */
export function byRank(quotes: Quote[]): Quote[] {
  return quotes.toSorted((a, b) => (a.rank ?? UNRANKED) - (b.rank ?? UNRANKED));
}

function sameWords(a: string, b: string): boolean {
  const [one, other] = [new Set(words(a)), new Set(words(b))];
  const shared = [...one].filter((word) => other.has(word)).length;
  const numbers = (set: Set<string>) =>
    [...set]
      .filter((word) => /\d/.test(word))
      .sort()
      .join();
  return shared >= SAME * Math.max(one.size, other.size) && numbers(one) === numbers(other);
}
