import type { Quote } from '../events.js';

/** Does the stored text say these words, character by character, at this place? */
export function stands(quote: Pick<Quote, 'start' | 'end' | 'text'>, stored: string | undefined): boolean {
  return stored !== undefined && quote.text !== '' && stored.slice(quote.start, quote.end) === quote.text;
}
