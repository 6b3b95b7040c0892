import type { Block } from './canonical.js';
import { attribute, isElement, walk, type Element, type Node } from './html-tree.js';

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

/** Where text goes that is being read: a list collects lines, a table collects rows of cells. */
type Frame =
  | { kind: 'list'; ordered: boolean; next: number; lines: string[]; depth: number; marker: string }
  | { kind: 'table'; rows: string[]; cells: string[]; cell: string[] };

/**
 * Turns the nodes below `root` into blocks: headings, paragraphs, lists as "- item" and "1. item", tables as rows
 * "a | b | c", preformatted text as it is. A table that lays out the page (one with headings or tables inside, or
 * a single column) is read as the blocks in its cells. `skip` leaves elements out.
 */
export function htmlBlocks(root: Node, skip: (element: Element) => boolean = isUnread): Block[] {
  const layout = layoutTables(root);
  const blocks: Block[] = [];
  const frames: Frame[] = [];
  const inline: string[] = [];
  let preformatted = 0;
  let level: number | undefined;

  const flush = () => {
    const text = inline.splice(0).join('');
    if (text.trim()) put(preformatted ? text : collapse(text));
  };
  const put = (text: string) => {
    const table = frames.findLast((frame) => frame.kind === 'table');
    const list = frames.at(-1);
    if (table) table.cell.push(text.replace(/\s+/g, ' '));
    else if (list?.kind !== 'list') blocks.push({ text, ...(level !== undefined && { level }) });
    else if (level !== undefined) blocks.push(...drain(frames), { text, level });
    else {
      const indent = '  '.repeat(list.depth);
      list.lines.push(...text.split('\n').map((line, i) => indent + ((i === 0 && list.marker) || '  ') + line));
      list.marker = '';
    }
  };
  const close = (lines: string[]) => {
    const outer = frames.at(-1);
    if (outer?.kind === 'table') outer.cell.push(lines.join(' ').replace(/\s+/g, ' ').trim());
    else if (outer) outer.lines.push(...lines);
    else if (lines.length > 0) blocks.push({ text: lines.join('\n') });
  };

  const enter = (node: Node): boolean => {
    if (node.nodeName === '#text' && 'value' in node) inline.push(preformatted ? node.value : spaced(node.value));
    if (!isElement(node)) return true;
    if (skip(node)) return false;
    const { tagName } = node;
    if (tagName === 'br') inline.push('\n');
    if (!BLOCKS.has(tagName)) return true;
    flush();
    const frame = frames.at(-1);
    if (tagName === 'pre') preformatted++;
    else if (/^h[1-6]$/.test(tagName)) level = Number(tagName[1]);
    else if (tagName === 'ul' || tagName === 'ol' || tagName === 'menu') frames.push(listFrame(node, frames));
    else if (tagName === 'li' && frame?.kind === 'list') frame.marker = frame.ordered ? `${frame.next++}. ` : '- ';
    else if (tagName === 'table' && !layout.has(node)) {
      frames.push({ kind: 'table', rows: [], cells: [], cell: [] });
    }
    return true;
  };

  const leave = (node: Node): void => {
    if (!isElement(node) || !BLOCKS.has(node.tagName)) return;
    flush();
    const { tagName } = node;
    const frame = frames.at(-1);
    if (tagName === 'pre') preformatted--;
    else if (/^h[1-6]$/.test(tagName)) level = undefined;
    else if ((tagName === 'ul' || tagName === 'ol' || tagName === 'menu') && frame?.kind === 'list') {
      frames.pop();
      close(frame.lines);
    } else if (frame?.kind === 'table') {
      if (tagName === 'td' || tagName === 'th') frame.cells.push(frame.cell.splice(0).join(' '));
      if (tagName === 'caption') frame.rows.push(frame.cell.splice(0).join(' '));
      if (tagName === 'tr') frame.rows.push(row(frame.cells.splice(0)));
      if (tagName === 'table') {
        frames.pop();
        close(frame.rows.filter((line) => line));
      }
    }
  };

  walk(root, enter, leave);
  flush();
  return blocks;
}

/** The lines that open lists have collected so far, as blocks: a heading inside a list item ends them. */
function drain(frames: Frame[]): Block[] {
  const lines = frames.flatMap((frame) => (frame.kind === 'list' ? frame.lines.splice(0) : []));
  return lines.length > 0 ? [{ text: lines.join('\n') }] : [];
}

function listFrame(list: Element, frames: Frame[]): Frame {
  const start = Number.parseInt(attribute(list, 'start') ?? '1', 10);
  const depth = frames.filter((frame) => frame.kind === 'list').length;
  // Deeper indents would make the text of a crafted file grow with the square of its size.
  return {
    kind: 'list',
    ordered: list.tagName === 'ol',
    next: Number.isNaN(start) ? 1 : start,
    lines: [],
    depth: Math.min(depth, 8),
    marker: '',
  };
}

function row(cells: string[]): string {
  return cells.some((cell) => cell) ? cells.join(' | ').replace(/( \| )+$/, '').trim() : '';
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
  const open: { table: Element; widest: number; row: number }[] = [];
  walk(
    root,
    (node) => {
      if (!isElement(node)) return true;
      const inside = open.at(-1);
      if (inside && /^(?:table|h[1-6])$/.test(node.tagName)) layout.add(inside.table);
      if (node.tagName === 'table') open.push({ table: node, widest: 0, row: 0 });
      else if (inside && node.tagName === 'tr') inside.row = 0;
      else if (inside && /^t[dh]$/.test(node.tagName)) inside.widest = Math.max(inside.widest, ++inside.row);
      return true;
    },
    (node) => {
      if (!isElement(node) || node.tagName !== 'table') return;
      const closed = open.pop()!;
      if (closed.widest <= 1 || attribute(node, 'role') === 'presentation') layout.add(node);
    },
  );
  return layout;
}
