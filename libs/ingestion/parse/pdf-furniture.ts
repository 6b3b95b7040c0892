import type { Line, PageLines } from './pdf-lines.js';

/** Running heads and feet stand in this share of the page's height, above and below. */
const MARGIN = 0.16;
/** A line that recurs at its place on this share of the pages belongs to the page and not to the text. */
const SHARE = 0.4;
const LEAST_PAGES = 2;
/** A chapter's title beside the page number is no longer than this. */
const LONGEST_HEAD = 100;
/** "Page 2" on its own line, or "Page 2 of 5" after other words: sure enough on the only page, too. */
const PAGE_NUMBER =
  /^(?:side|seite|page)\s*\d{1,4}$|(?:^|\s)(?:side|seite|page)\s*\d{1,4}\s*(?:af|von|of|\/)\s*\d{1,4}$/i;

/** The pages without what recurs in their margins: running heads, running feet, page numbers. */
export function withoutFurniture<P extends PageLines>(pages: P[]): P[] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const own = new Set(
      page.lines.filter((line) => inMargin(line, page)).flatMap((line) => signs(line, page)),
    );
    for (const sign of own) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  const recurs = (line: Line, page: PageLines) =>
    signs(line, page).some((sign) => (counts.get(sign) ?? 0) >= enough(pages.length));
  const bodies = pages.map((page) => ({
    ...page,
    lines: page.lines.filter(
      (line) => !inMargin(line, page) || !(recurs(line, page) || PAGE_NUMBER.test(line.text)),
    ),
  }));
  // Where nothing else is left, that is what the document says.
  return bodies.some(({ lines }) => lines.length > 0) ? bodies : pages;
}

function enough(pages: number): number {
  return Math.max(LEAST_PAGES, Math.ceil(pages * SHARE));
}

function inMargin({ y }: Line, { height }: PageLines): boolean {
  return y < height * MARGIN || y > height * (1 - MARGIN);
}

/**
 * What a line has in common with others of its kind: its words, numbers aside, at about the same height (twice, so
 * that a point more or less makes no difference), or a number at its edge that counts with the pages.
 */
function signs({ text, y }: Line, { number }: PageLines): string[] {
  const words = text.replace(/\d+/g, '#').replace(/\b[ivxlc]+$/i, '#');
  const counted = [/^(\d{1,4})(?:\s|$)/, /\s(\d{1,4})$/].flatMap((edge) => edge.exec(text)?.[1] ?? []);
  const offsets =
    text.length <= LONGEST_HEAD ? counted.map((count) => `page + ${Number(count) - number}`) : [];
  return [`${words} ${Math.floor(y / 8)}`, `${words} ${Math.floor((y + 4) / 8)}'`, ...offsets];
}
