import type { Heading, PageSpan } from './parsed-document.js';

/**
 * A piece of a document between two blank lines: a heading (with `level`), a paragraph, a list, a table.
 * `page` is the page it starts on; a form feed in its text says that the page turns there.
 */
export interface Block {
  text: string;
  level?: number;
  page?: number;
}

const INVISIBLE =
  // Controls except tab, line feed and form feed; soft hyphen; zero-width, directional and invisible operators; BOM.
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;

/** A word of letters that have one spelling only, as most are: nothing of the below would change it. */
const PLAIN = /^[!-~\u00A1-\u00AC\u00AE-\u024F\u2013-\u2026]+$/;

/**
 * Text with one spelling for everything that looks the same: NFC, `\n`, plain spaces, no ligatures, nothing
 * invisible, no gap wider than a line, bullets of the Symbol font as "•". Form feeds stay, since they turn pages.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\uFB00-\uFB06]/g, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\uF0A7\uF0B7\uF0D8\uF0FC]/g, '•')
    .replace(/[^\S\n\f]{80,}/g, ' '.repeat(80))
    .replace(/\n{4,}/g, '\n\n\n')
    .normalize('NFC');
}

/** One line: all white space, form feeds too, becomes single spaces. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** The day that a date or a moment in ISO 8601 begins with, YYYY-MM-DD; empty for anything else. */
export function isoDay(written: string): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(written)?.[0] ?? '';
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : '';
}

/** Joins blocks to the canonical text with its headings and pages. Blocks without text are left out. */
export function assemble(blocks: Iterable<Block>): { text: string; headings: Heading[]; pages: PageSpan[] } {
  const pieces: string[] = [];
  const headings: Heading[] = [];
  const turns: { page: number; start: number }[] = [];
  let length = 0;
  for (const block of blocks) {
    const sides = block.level === undefined ? bodySides(block.text) : [oneLine(block.text)];
    if (!sides.some((side) => side.trim())) continue;
    if (length > 0) length += pieces.push('\n\n') && 2;
    if (block.level !== undefined)
      headings.push({ level: block.level, start: length, end: length + sides[0]!.length });
    let page = block.page;
    for (const side of sides) {
      if (page !== undefined) turnTo(turns, page++, length);
      pieces.push(side);
      length += side.length;
    }
  }
  const pages = turns.map(({ page, start }, i) => ({ page, start, end: turns[i + 1]?.start ?? length }));
  return { text: pieces.join(''), headings, pages: pages.filter(({ start, end }) => start < end) };
}

/** The text of a block on each page it touches, without blank lines before it or white space after it. */
function bodySides(text: string): string[] {
  // A mark at the start of a page would combine with the letter before it, since the form feed goes.
  const sides = cleanText(text)
    .split('\f')
    .map((side, i) => withoutTrailingSpace(i === 0 ? side : side.replace(/^\p{M}+/u, '')));
  sides[0] = sides[0]!.slice(/^(?:[^\S\n]*\n)*/.exec(sides[0]!)![0].length);
  while (sides.length > 1 && !sides.at(-1)!.trim()) sides.pop();
  sides.push(sides.pop()!.trimEnd());
  return sides;
}

/** Line by line, since a pattern that looks for white space before a line end takes quadratic time. */
function withoutTrailingSpace(text: string): string {
  const lines = text.split('\n');
  return lines.map((line, i) => (i < lines.length - 1 ? line.trimEnd() : line)).join('\n');
}

function turnTo(turns: { page: number; start: number }[], page: number, at: number): void {
  const last = turns.at(-1);
  if (!last) turns.push({ page, start: 0 });
  else if (last.page !== page) turns.push({ page, start: at });
}
