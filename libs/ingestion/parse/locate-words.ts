import { packWords, type PageLayout, type PageWord } from '#platform';
import { cleanText } from './canonical.js';
import type { PageSpan } from './parsed-document.js';
import type { PageLines } from './pdf-lines.js';
import type { DrawnWord } from './pdf-runs.js';
import { unpackDrawn } from './drawn-words.js';

/** Words of the page follow each other in the text; what stands between them (dots, a hyphen) is no longer than this. */
const NEAR = 40;

/**
 * The words of each page with their ranges in the canonical text. The text was made of these words in this order, so
 * each is looked for a little after the one before it; one that did not come into the text (dots of a list of
 * contents) has no range and is left out.
 * @param pages the lines that came into the text
 */
export function locateWords(
  text: string,
  spans: PageSpan[],
  pages: (PageLines & { confidence: number | null })[],
): PageLayout[] {
  const spanOf = new Map(spans.map((span) => [span.page, span]));
  return pages.map(({ number, width, height, confidence, lines, words: all }) => {
    const span = spanOf.get(number);
    const drawn = span ? unpackDrawn(all) : [];
    const read = lines.flatMap(({ from, to }) => drawn.slice(from, to));
    const words = span ? placedIn(text, span, read) : [];
    return { page: number, width, height, confidence, words: packWords(words, { width, height }) };
  });
}

function placedIn(text: string, span: PageSpan, drawn: DrawnWord[]): PageWord[] {
  const placed: PageWord[] = [];
  let at = span.start;
  for (const { text: written, box } of drawn) {
    const letters = cleanText(written).trim();
    if (!letters) continue;
    const ahead = text.slice(at, Math.min(span.end, at + NEAR + letters.length));
    const found = nearest(ahead, letters);
    if (!found) continue;
    const start = at + found.start;
    at = start + found.length;
    placed.push({ start, end: at, ...box });
  }
  return placed;
}

/** Where a word stands, with the hyphen at its end or without it. */
function nearest(ahead: string, letters: string): { start: number; length: number } | null {
  const bare = letters.replace(/[-\u2010\u00AC]$/, '');
  const whole = ahead.indexOf(letters);
  if (!bare || bare === letters) return whole < 0 ? null : { start: whole, length: letters.length };
  const part = ahead.indexOf(bare);
  if (part < 0) return null;
  return { start: part, length: whole === part ? letters.length : bare.length };
}
