import type { Line, PageLines } from './pdf-lines.js';

/** Running heads and feet stand in this share of the page's height, above and below. */
const MARGIN = 0.12;
/** A line that recurs at its place on this share of the pages belongs to the page and not to the text. */
const SHARE = 0.5;
const LEAST_PAGES = 2;
const PAGE_NUMBER = /^(?:side|seite|page)\s*\d{1,4}(?:\s*(?:af|von|of|\/)\s*\d{1,4})?$/i;

/** The pages without what recurs in their margins: running heads, running feet, page numbers. */
export function withoutFurniture(pages: PageLines[]): PageLines[] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const own = new Set(page.lines.filter((line) => inMargin(line, page)).flatMap(places));
    for (const place of own) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const recurs = (line: Line) => places(line).some((place) => (counts.get(place) ?? 0) >= enough(pages.length));
  return pages.map((page) => ({
    ...page,
    lines: page.lines.filter((line) => !inMargin(line, page) || !(recurs(line) || PAGE_NUMBER.test(line.text))),
  }));
}

function enough(pages: number): number {
  return Math.max(LEAST_PAGES, Math.ceil(pages * SHARE * 0.8));
}

function inMargin({ y }: Line, { height }: PageLines): boolean {
  return y < height * MARGIN || y > height * (1 - MARGIN);
}

/** What a line says, numbers aside, at about which height; twice, so that a point more or less makes no difference. */
function places({ text, y }: Line): string[] {
  const words = text.replace(/\d+/g, '#').replace(/\b[ivxlc]+$/i, '#');
  return [`${words} ${Math.floor(y / 8)}`, `${words} ${Math.floor((y + 4) / 8)}'`];
}
