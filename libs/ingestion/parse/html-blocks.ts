import type { Block } from './canonical.js';
import { attribute, isElement, walk, type Element, type Node } from './html-tree.js';
import { numeral } from './list-numbers.js';

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary ' +
    'table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const NEVER = new Set(
  (
    'area audio base button canvas datalist embed frame frameset head iframe input link map meta noembed noframes ' +
    'noscript object param script select source style svg template textarea title track video'
  ).split(' '),
);
const LISTS = new Set(['ul', 'ol', 'menu']);
const HEADING = /^h[1-6]$/;
/** Deeper lists are not indented further: a crafted file could grow with the square of its depth. */
const DEEPEST_INDENT = 8;

/** The attribute of an item, none that a page could bring, that says how it is marked; empty for no mark. */
export const MARKER = 'listMarker';
const BULLET = '- ';
/** What `type` says of an ordered list. */
const FORMATS: Record<string, string> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

/** Whether an element shows nothing that a reader would read: scripts, form controls, hidden things. */
export function isUnread(element: Element): boolean {
  if (NEVER.has(element.tagName)) return true;
  return element.attrs.some(
    ({ name, value }) =>
      name === 'hidden' ||
      (name === 'aria-hidden' && value === 'true') ||
      (name === 'style' && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value)),
  );
}

/** An open list. Lists inside it write to the same lines. */
interface List {
  ordered: boolean;
  format: string;
  next: number;
  depth: number;
  /** What the next line begins with; null where it goes on with an item. */
  marker: string | null;
  /** The document says what marks the item. */
  given: boolean;
  lines: string[];
  outermost: boolean;
}

/** An open table: its rows, the cells of the current row, the pieces of the current cell. */
interface Table {
  rows: string[];
  cells: string[];
  cell: string[];
  /** Lists outside the table, which wait until it is closed. */
  lists: List[];
}

/**
 * Turns the nodes below `root` into blocks: headings, paragraphs, lists as "- item" and "1. item", tables as rows
 * "a | b | c" without bullets, preformatted text as it is. A table that lays out the page (one with headings or tables inside, or
 * a single column) is read as the blocks in its cells. `skip` leaves elements out.
 */
export function htmlBlocks(root: Node, skip: (element: Element) => boolean = isUnread): Block[] {
  const layout = layoutTables(root);
  const blocks: Block[] = [];
  const tables: Table[] = [];
  const inline: string[] = [];
  let lists: List[] = [];
  let preformatted = 0;
  let level: number | undefined;

  const flush = () => {
    const raw = inline.splice(0).join('');
    const text = preformatted > 0 ? raw : collapse(raw);
    if (text.trim()) put(text);
  };
  const put = (text: string) => {
    const table = tables.at(-1);
    const list = lists.at(-1);
    if (table) {
      const marker = list?.marker && list.marker !== BULLET ? list.marker : '';
      table.cell.push((marker + text).replace(/\s+/g, ' ').trim());
      if (list) list.marker = null;
    } else if (!list) blocks.push(level === undefined ? { text } : { text, level });
    else if (level !== undefined) {
      // A heading inside an item ends the lines collected so far.
      putLines(list.lines.splice(0));
      blocks.push({ text, level });
    } else {
      const indent = '  '.repeat(Math.min(list.depth, DEEPEST_INDENT));
      text
        .split('\n')
        .forEach((line, i) => list.lines.push(indent + ((i === 0 ? list.marker : null) ?? '  ') + line));
      list.marker = null;
    }
  };
  /** The number of an item that has no text of its own. */
  const putNumber = (list: List | undefined) => {
    if (list?.given && list.marker) put('');
  };
  const putLines = (lines: string[]) => {
    if (lines.length > 0) blocks.push({ text: lines.join('\n') });
  };

  const enter = (node: Node): boolean => {
    if (node.nodeName === '#text' && 'value' in node)
      inline.push(preformatted ? node.value : spaced(node.value));
    if (!isElement(node)) return true;
    if (skip(node)) return false;
    const { tagName } = node;
    if (tagName === 'br') inline.push('\n');
    if (!BLOCKS.has(tagName)) return true;
    flush();
    const list = lists.at(-1);
    if (tagName === 'pre') preformatted++;
    else if (HEADING.test(tagName)) level = Number(tagName[1]);
    else if (LISTS.has(tagName)) {
      putNumber(list);
      lists.push(openList(node, list));
    } else if (tagName === 'li' && list) {
      list.given = attribute(node, MARKER) !== undefined;
      list.marker = markerOf(node, list);
    } else if (tagName === 'table' && !layout.has(node)) {
      tables.push({ rows: [], cells: [], cell: [], lists });
      lists = [];
    }
    return true;
  };

  const leave = (node: Node): void => {
    if (!isElement(node) || !BLOCKS.has(node.tagName)) return;
    flush();
    const { tagName } = node;
    const table = tables.at(-1);
    if (tagName === 'pre') preformatted--;
    else if (HEADING.test(tagName)) level = undefined;
    else if (LISTS.has(tagName)) {
      const list = lists.pop()!;
      if (list.outermost) putLines(list.lines);
    } else if (tagName === 'li') putNumber(lists.at(-1));
    else if (table && tagName === 'table' && !layout.has(node)) {
      tables.pop();
      lists = table.lists;
      const list = lists.at(-1);
      if (list) table.rows.forEach((row) => list.lines.push(row));
      else putLines(table.rows);
    } else if (table && (tagName === 'td' || tagName === 'th'))
      table.cells.push(table.cell.splice(0).join(' '));
    else if (table && (tagName === 'tr' || tagName === 'caption')) {
      const row = [...table.cells.splice(0), ...table.cell.splice(0)];
      while (row.at(-1) === '') row.pop();
      if (row.length > 0) table.rows.push(row.join(' | ').trim());
    }
  };

  walk(root, enter, leave);
  flush();
  return blocks;
}

function openList(element: Element, outer: List | undefined): List {
  const start = Number.parseInt(attribute(element, 'start') ?? '1', 10);
  return {
    ordered: element.tagName === 'ol',
    format: FORMATS[attribute(element, 'type') ?? ''] ?? 'decimal',
    next: Number.isNaN(start) ? 1 : start,
    depth: outer ? outer.depth + 1 : 0,
    marker: null,
    given: false,
    lines: outer?.lines ?? [],
    outermost: !outer,
  };
}

function markerOf(item: Element, list: List): string {
  const given = attribute(item, MARKER);
  if (given !== undefined) return given && `${given} `;
  if (!list.ordered) return BULLET;
  const value = Number.parseInt(attribute(item, 'value') ?? '', 10);
  if (!Number.isNaN(value)) list.next = value;
  return `${numeral(list.next++, list.format)}. `;
}

/** White space outside preformatted text is one space each; only <br> breaks a line. */
function spaced(text: string): string {
  return text.replace(/[ \t\n\f\r]+/g, ' ');
}

function collapse(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[ \t\u00A0]+/g, ' ').trim())
    .join('\n')
    .trim();
}

/** Tables that hold headings, other tables or rows of one cell only: they place blocks, they are no data. */
function layoutTables(root: Node): Set<Element> {
  const layout = new Set<Element>();
  const open: { table: Element; widest: number; cells: number }[] = [];
  walk(
    root,
    (node) => {
      if (!isElement(node)) return true;
      const inside = open.at(-1);
      if (inside && (node.tagName === 'table' || HEADING.test(node.tagName))) layout.add(inside.table);
      if (node.tagName === 'table') open.push({ table: node, widest: 0, cells: 0 });
      else if (inside && node.tagName === 'tr') inside.cells = 0;
      else if (inside && /^t[dh]$/.test(node.tagName))
        inside.widest = Math.max(inside.widest, ++inside.cells);
      return true;
    },
    (node) => {
      if (!isElement(node) || node.tagName !== 'table') return;
      const { widest } = open.pop()!;
      if (widest <= 1 || attribute(node, 'role') === 'presentation') layout.add(node);
    },
  );
  return layout;
}
