import { attribute, elements, isElement, walk, type Element, type Node } from './html-tree.js';
import { append, makeElement, makeText } from './xml-tree.js';

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
  const lists: { style: string; depth: number }[] = [];
  const counts = new Map<string, number>();
  const enter = (node: Node): boolean => {
    if (!isElement(node)) return true;
    const { tagName } = node;
    if (tagName === 'text:note') notes.push(markNote(node, notes.length + 1));
    else if (tagName === 'text:s' || tagName === 'text:tab') append(node, makeText(' '));
    else if (tagName === 'text:list') {
      const outer = lists.at(-1);
      const style = attribute(node, 'text:style-name') ?? outer?.style ?? '';
      lists.push({ style, depth: (outer?.depth ?? 0) + 1 });
    }
    return true;
  };
  const leave = (node: Node): void => {
    if (!isElement(node)) return;
    const { tagName } = node;
    const style = attribute(node, 'text:style-name') ?? '';
    if (tagName === 'text:h') rename(node, `h${Math.min(6, 1 + outlineLevel(node))}`);
    else if (tagName === 'text:p' && styles.isTitle(style)) rename(node, 'h1');
    else if (tagName === 'text:list') {
      const list = lists.pop()!;
      const numbered = styles.numbered.has(`${list.style} ${list.depth}`);
      rename(node, numbered ? 'ol' : 'ul');
      if (numbered) continueCount(node, list.style, counts);
    } else if (tagName in TAGS) rename(node, TAGS[tagName]!);
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

/** Leaves "[1]" in the place of a note and returns its text as a list item. */
function markNote(note: Element, number: number): Element {
  const bodies = elements(note, ({ tagName }) => tagName === 'text:note-body');
  note.childNodes = [];
  append(note, makeText(`[${number}]`));
  return makeElement('li', [], bodies);
}

/** A list that goes on from the one before it in the same style begins with the next number. */
function continueCount(list: Element, style: string, counts: Map<string, number>): void {
  const goesOn =
    attribute(list, 'text:continue-numbering') === 'true' || attribute(list, 'text:continue-list');
  const [first] = list.childNodes.filter(isElement);
  const given = first && Number(attribute(first, 'text:start-value'));
  const start = given || (goesOn ? (counts.get(style) ?? 0) + 1 : 1);
  list.attrs.push({ name: 'start', value: String(start) });
  counts.set(style, start - 1 + list.childNodes.filter(isElement).length);
}

/** Which paragraph styles are titles, and which levels of which list styles are numbered, as "style level". */
function readStyles(sources: Node[]): { isTitle(style: string): boolean; numbered: Set<string> } {
  const parents = new Map<string, string>();
  const numbered = new Set<string>();
  for (const style of sources.flatMap((source) => elements(source, isStyle))) {
    const name = attribute(style, 'style:name') ?? '';
    parents.set(name, attribute(style, 'style:parent-style-name') ?? '');
    for (const level of style.childNodes.filter(isElement)) {
      if (level.tagName === 'text:list-level-style-number' && attribute(level, 'style:num-format'))
        numbered.add(`${name} ${attribute(level, 'text:level')}`);
    }
  }
  // Automatic styles stand directly on named ones; a chain longer than this is none that a program writes.
  const isTitle = (style: string) => style === 'Title' || parents.get(style) === 'Title';
  return { isTitle, numbered };
}

function isStyle({ tagName }: Element): boolean {
  return tagName === 'style:style' || tagName === 'text:list-style';
}
