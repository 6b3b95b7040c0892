import { MARKER } from './html-blocks.js';
import { attribute, elements, isElement, walk, type Element, type Node } from './html-tree.js';
import { odfNumbers, readListStyles } from './odf-numbers.js';
import { append, makeElement, makeText, prepend } from './xml-tree.js';

const TAGS: Record<string, string> = {
  'text:p': 'p',
  'text:list': 'ul',
  'text:list-item': 'li',
  'text:list-header': 'li',
  'text:line-break': 'br',
  'table:table': 'table',
  'table:table-row': 'tr',
  'table:table-cell': 'td',
  'table:covered-table-cell': 'td',
  'draw:text-box': 'div',
  'draw:custom-shape': 'div',
};
const UNREAD = new Set([
  'office:annotation',
  'office:binary-data',
  'office:forms',
  'office:scripts',
  'text:tracked-changes',
  'text:note-citation',
  'svg:desc',
  'svg:title',
  'desc',
  'title',
]);

/** Comments, deleted text and what programs keep for themselves. */
export function isUnreadOdf({ tagName }: Element): boolean {
  // The source of an index says how to make it.
  return UNREAD.has(tagName) || /^text:.*-source$/.test(tagName);
}

/**
 * Renames the elements below an OpenDocument body to those of HTML, in place, and returns it. Notes are marked
 * "[1]" and moved to a numbered list at the end. `sources` hold the style definitions.
 */
export function asHtml(body: Element, sources: Node[]): Element {
  const styles = readStyles(sources);
  const notes: Element[] = [];
  const numbers = odfNumbers(readListStyles(sources));
  const enter = (node: Node): boolean => {
    if (!isElement(node)) return true;
    if (isUnreadOdf(node)) return false;
    const { tagName } = node;
    if (tagName === 'text:note') notes.push(markNote(node, notes.length + 1));
    else if (tagName === 'text:s' || tagName === 'text:tab') append(node, makeText(' '));
    else if (tagName === 'text:list') numbers.openList(node);
    else if (tagName === 'text:list-item' || tagName === 'text:list-header')
      markItem(node, numbers.item(node));
    else if (tagName === 'text:h' && !styles.isUnnumbered(attribute(node, 'text:style-name') ?? ''))
      numberHeading(node, numbers.heading(node, outlineLevel(node)));
    return true;
  };
  const leave = (node: Node): void => {
    if (!isElement(node)) return;
    const { tagName } = node;
    const style = attribute(node, 'text:style-name') ?? '';
    if (tagName === 'text:h') rename(node, `h${Math.min(6, 1 + outlineLevel(node))}`);
    else if (tagName === 'text:p' && styles.isTitle(style)) rename(node, 'h1');
    else if (tagName in TAGS) rename(node, TAGS[tagName]!);
    if (tagName === 'text:list') numbers.closeList();
  };
  walk(body, enter, leave);
  for (const note of notes) walk(note, () => true, leave);
  if (notes.length > 0) append(body, makeElement('ol', [], notes));
  return body;
}

function rename(element: Element, tagName: string): void {
  element.nodeName = element.tagName = tagName;
}

function outlineLevel(heading: Element): number {
  return Math.max(1, Number(attribute(heading, 'text:outline-level') ?? 1));
}

function markItem(item: Element, mark: string | null): void {
  const first = item.childNodes.find(isElement);
  if (mark === null) return;
  const isHeading = first?.tagName === 'text:h';
  item.attrs.push({ name: MARKER, value: isHeading ? '' : mark });
  if (isHeading) numberHeading(first, mark);
}

function numberHeading(heading: Element, number: string): void {
  if (number) prepend(heading, makeText(`${number} `));
}

/** Leaves "[1]" in the place of a note and returns its text as a list item. */
function markNote(note: Element, number: number): Element {
  const bodies = elements(note, ({ tagName }) => tagName === 'text:note-body');
  note.childNodes = [];
  append(note, makeText(`[${number}]`));
  return makeElement('li', [], bodies);
}

/** Which paragraph styles are titles, and which take the number away that their level would give a heading. */
function readStyles(sources: Node[]): Record<'isTitle' | 'isUnnumbered', (style: string) => boolean> {
  const parents = new Map<string, string>();
  const unnumbered = new Set<string>();
  const isStyle = ({ tagName }: Element) => tagName === 'style:style';
  for (const style of sources.flatMap((source) => elements(source, isStyle))) {
    const name = attribute(style, 'style:name') ?? '';
    parents.set(name, attribute(style, 'style:parent-style-name') ?? '');
    if (attribute(style, 'style:list-style-name') === '') unnumbered.add(name);
  }
  // Automatic styles stand directly on named ones; a chain longer than this is none that a program writes.
  const parent = (style: string) => parents.get(style) ?? '';
  return {
    isTitle: (style) => style === 'Title' || parent(style) === 'Title',
    isUnnumbered: (style) => unnumbered.has(style) || unnumbered.has(parent(style)),
  };
}
