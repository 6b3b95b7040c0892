import type { Version } from '../api/openapi.js';
import type { Range } from '../parts/ranges.js';

/** The canonical text as readable blocks. All ranges are ranges in the canonical text. */
export type Block =
  | (Range & { type: 'heading'; level: number })
  | (Range & { type: 'paragraph' })
  | (Range & { type: 'list'; items: (Range & { depth: number })[] })
  | (Range & { type: 'table'; rows: Range[][] })
  | (Range & { type: 'page'; page: number });

type Source = Pick<Version, 'text' | 'headings' | 'pages'>;
type Line = Range & { text: string };

const ITEM = /^(\s*)[-*•] +(?=\S)/;

export function blocksOf({ text, headings, pages }: Source): Block[] {
  const levels = ranks(headings.map((heading) => heading.level));
  const fixed: Block[] = [
    ...headings.map(({ start, end }, i) => ({ type: 'heading' as const, start, end, level: levels[i] ?? 1 })),
    ...(pages.length > 1
      ? pages.map(({ page, start }) => ({ type: 'page' as const, page, start, end: start }))
      : []),
  ].sort((a, b) => a.start - b.start || a.end - b.end);

  const blocks: Block[] = [];
  let at = 0;
  for (const block of fixed) {
    if (block.start > at) blocks.push(...flowing(text, at, block.start));
    blocks.push(block);
    at = Math.max(at, block.end);
  }
  blocks.push(...flowing(text, at, text.length));
  return blocks;
}

/** Heading levels without gaps: a document that goes from 1 to 4 reads as 1 and 2. */
export function ranks(levels: number[]): number[] {
  const open: number[] = [];
  return levels.map((level) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= level) open.pop();
    open.push(level);
    return open.length;
  });
}

function flowing(text: string, from: number, to: number): Block[] {
  const blocks: Block[] = [];
  for (const lines of paragraphs(text, from, to)) {
    for (let i = 0; i < lines.length;) {
      const block = listAt(lines, i) ?? tableAt(lines, i) ?? proseAt(lines, i);
      blocks.push(block.block);
      i += block.lines;
    }
  }
  return blocks;
}

/** Lines, grouped where empty lines part them. */
function paragraphs(text: string, from: number, to: number): Line[][] {
  const groups: Line[][] = [[]];
  let start = from;
  for (const line of text.slice(from, to).split('\n')) {
    if (line.trim() === '') groups.push([]);
    else groups.at(-1)?.push({ start, end: start + line.length, text: line });
    start += line.length + 1;
  }
  return groups.filter((lines) => lines.length > 0);
}

function span(lines: Range[]): Range {
  return { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
}

function listAt(lines: Line[], at: number): { block: Block; lines: number } | null {
  if (!ITEM.test(lines[at]?.text ?? '')) return null;
  const items: (Range & { depth: number })[] = [];
  let i = at;
  for (; i < lines.length; i++) {
    const line = lines[i] as Line;
    const item = ITEM.exec(line.text);
    const last = items.at(-1);
    if (item) {
      const depth = Math.min(3, Math.floor((item[1]?.length ?? 0) / 2));
      items.push({ start: line.start + item[0].length, end: line.end, depth });
    } else if (last && /^\s{2,}\S/.test(line.text)) last.end = line.end;
    else break;
  }
  return { block: { type: 'list', items, ...span(lines.slice(at, i)) }, lines: i - at };
}

/** Two lines or more with the same number of cells are a table; a single "a | b" is prose. */
function tableAt(lines: Line[], at: number): { block: Block; lines: number } | null {
  const rows: Range[][] = [];
  for (let i = at; i < lines.length; i++) {
    const row = cells(lines[i] as Line);
    if (row.length < 2 || (rows[0] && row.length !== rows[0].length)) break;
    rows.push(row);
  }
  if (rows.length < 2) return null;
  return { block: { type: 'table', rows, ...span(lines.slice(at, at + rows.length)) }, lines: rows.length };
}

function cells(line: Line): Range[] {
  let start = line.start;
  return line.text.split(/ \| ?|\t/).map((cell, i, all) => {
    const from = start;
    const separator = line.text.slice(from - line.start + cell.length).match(/^( \| ?|\t)/)?.[0].length ?? 0;
    start = from + cell.length + (i < all.length - 1 ? separator : 0);
    return { start: from, end: from + cell.length };
  });
}

function proseAt(lines: Line[], at: number): { block: Block; lines: number } {
  let i = at + 1;
  while (i < lines.length && !listAt(lines, i) && !tableAt(lines, i)) i++;
  return { block: { type: 'paragraph', ...span(lines.slice(at, i)) }, lines: i - at };
}
