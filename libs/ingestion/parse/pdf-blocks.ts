import type { Block } from './canonical.js';
import { headingLevels } from './pdf-headings.js';
import type { Line, PageLines } from './pdf-lines.js';

interface Located extends Line {
  page: number;
}

/** A line with what the lines around it say about it. */
interface Placed extends Located {
  level: number | undefined;
  /** Whether its first word would have fitted on the line before. */
  afterRoom: boolean;
  /** Whether the line was begun on purpose: after room, and with a capital or a number. */
  isBroken: boolean;
}

/** Lines of a paragraph stand at most this much further apart than usual. */
const LOOSE = 1.25;
/** The rows of a table may stand further apart. */
const ROW_LOOSE = 2.2;
/** How much further in, in font sizes, the first line of a paragraph begins at least. */
const INDENT = 0.7;
/** A word fits on a line when, in font sizes, there is this much room besides. */
const ROOM = 2;
const CERTAIN_ITEM = /^(?:[•*▪‣◦·]|\(?(?:\p{Ll}|[ivx]{2,5}|\d{1,3})\))\s/u;
/** What may begin an item, or a line by chance after a full line that ends without a mark: "§ 15", "32. Når". */
const LIKELY_ITEM =
  /^(?:[-–—]\s|§+\s*\d|(?:Stk|Abs)\.\s*\d|\d{1,3}\.\s+[\p{Lu}"„»]|\d+(?:\.\d+)+\.?\s+\p{Lu})/u;

/** Joins lines to paragraphs, headings and rows of tables; a paragraph may run over columns and pages. */
export function pdfBlocks(pages: PageLines[]): Block[] {
  const lines = pages.flatMap(({ number, lines }) => lines.map((line) => ({ ...line, page: number })));
  const levels = headingLevels(lines);
  const edges = regionEdges(lines);
  const placed = lines.map((line, i) => {
    const afterRoom = hasRoomBefore(line, lines[i - 1], edges);
    return {
      ...line,
      level: levels[i],
      afterRoom,
      isBroken: afterRoom && /^["„»“(\-–]?[\p{Lu}\d]/u.test(line.text),
    };
  });
  const leading = usualLeading(placed);
  const groups: Placed[][] = [];
  for (const line of placed) {
    const group = groups.at(-1);
    if (group && continues(group, line, leading)) group.push(line);
    else groups.push([line]);
  }
  return groups.map(blockOf);
}

function blockOf(lines: Placed[]): Block {
  const [first] = lines;
  let text = first!.text;
  let { page } = first!;
  for (const line of lines.slice(1)) {
    const turn = '\f'.repeat(line.page - page);
    page = line.page;
    const hyphen = /[-\u2010\u00AD\u00AC]$/.test(text) && /\p{L}.$/u.test(text);
    if (line.isRow || (line.isBroken && line.level === undefined)) text += `\n${turn}${line.text}`;
    else if (hyphen && joinsWord(text, line.text)) text = text.slice(0, -1) + turn + line.text;
    else text += (hyphen && !/\s-$/.test(text) && !isElided(line.text) ? '' : ' ') + turn + line.text;
  }
  return { text, page: first!.page, ...(first!.level !== undefined && { level: first!.level }) };
}

/** "for-" before "bindelse" is one word; "rent-" before "og" and "EU-" before "Kommissionen" keep the hyphen. */
function joinsWord(before: string, next: string): boolean {
  return /\p{L}{2}.$/u.test(before) && !/\p{Lu}.$/u.test(before) && /^\p{Ll}/u.test(next) && !isElided(next);
}

/** A conjunction after a hyphen says that the hyphen stands for the rest of a word: "rent- og". */
function isElided(next: string): boolean {
  return /^(?:og|eller|samt|und|oder|bzw|sowie|and|or|to|bis|til)(?!\p{L})/u.test(next);
}

function continues(group: Placed[], line: Placed, leading: Leading): boolean {
  const last = group.at(-1)!;
  const sameKind = last.level === line.level && Math.abs(last.size - line.size) < last.size * 0.12;
  if (!sameKind) return false;
  const { isRow } = line;
  const sameRegion = last.page === line.page && last.region === line.region;
  if (!sameRegion) {
    return (
      line.level === undefined &&
      !isRow &&
      !CERTAIN_ITEM.test(line.text) &&
      /[\p{L},\-\u2010]$/u.test(last.text) &&
      /^\p{Ll}/u.test(line.text)
    );
  }
  const step = line.y - last.y;
  if (isRow || last.isRow) return isRow && last.isRow && step > 0 && step < leading(line.size) * ROW_LOOSE;
  if (step > leading(line.size) * LOOSE || step < 0) return false;
  if (line.level !== undefined) return true;
  const isOpen = /[^.:;,!?)]$/.test(last.text) && !line.afterRoom && line.x <= last.x + line.size * INDENT;
  if (CERTAIN_ITEM.test(line.text) || (LIKELY_ITEM.test(line.text) && !isOpen)) return false;
  const ended = /[.:;!?]$/.test(last.text);
  // The first line of a paragraph may stand further in than the rest.
  const isIndented = line.x > last.x + line.size * INDENT && line.x < last.x + line.size * 4;
  return !(ended && (line.isBroken || (isIndented && group.length > 1)));
}

/** Whether there was room for the first word of a line on the line before it. */
function hasRoomBefore(line: Located, last: Located | undefined, edges: Edges): boolean {
  if (!last || last.page !== line.page || last.region !== line.region) return false;
  const word = line.text.split(' ', 1)[0]!.length * ((line.right - line.x) / line.text.length);
  return last.right + word + line.size * ROOM < edges(line);
}

type Leading = (size: number) => number;

/** The usual distance of lines of a size: the most frequent one in the document, or 1.3 sizes. */
function usualLeading(lines: Placed[]): Leading {
  const steps = new Map<number, Map<number, number>>();
  lines.forEach((line, i) => {
    const last = lines[i - 1];
    if (!last || last.page !== line.page || last.region !== line.region) return;
    const step = line.y - last.y;
    if (step <= 0 || step > line.size * 2.2) return;
    const counts = steps.get(Math.round(line.size)) ?? new Map<number, number>();
    const rounded = Math.round(step * 2) / 2;
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
    steps.set(Math.round(line.size), counts);
  });
  const usual = new Map(
    [...steps].map(([size, counts]) => [size, [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]!]),
  );
  return (size) => {
    const found = usual.get(Math.round(size));
    return found && found[1] > 2 ? found[0] : size * 1.3;
  };
}

type Edges = (line: Located) => number;

/** How far to the right the lines of a region reach. */
function regionEdges(lines: Located[]): Edges {
  const edges = new Map<string, number>();
  const key = ({ page, region }: Located) => `${page} ${region}`;
  for (const line of lines) edges.set(key(line), Math.max(edges.get(key(line)) ?? 0, line.right));
  return (line) => edges.get(key(line))!;
}
