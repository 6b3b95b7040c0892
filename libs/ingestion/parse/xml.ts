import { assemble, isoDay, oneLine } from './canonical.js';
import { htmlBlocks } from './html-blocks.js';
import { attribute, elements, isElement, textOf, walk, type Element, type Node } from './html-tree.js';
import type { ParsedDocument } from './parsed-document.js';
import { append, makeElement, makeText, parseXml } from './xml-tree.js';

/** What a provision is numbered with: Akoma Ntoso, gesetze-im-internet, LexDania. */
const NUMBERS = new Set(['num', 'enbez', 'gliederungsbez', 'Explicatus']);
const HEADINGS = new Set(['heading', 'subheading', 'titel', 'gliederungstitel', 'Rubrica', 'title', 'head']);
/** Parts of a statute that stand in its table of contents; the numbers of smaller ones belong to their text. */
const DIVISIONS = new Set(
  (
    'book part tome title chapter subchapter section subsection article hcontainer division rule ' +
    'norm metadaten gliederungseinheit Afsnit Kapitel ParagrafGruppe Paragraf Bilag'
  ).split(' '),
);
const TITLES = new Set(['docTitle', 'langue', 'TitelGruppe', 'DocumentTitle']);
const UNREAD = new Set(
  (
    'meta jurabk amtabk ausfertigung-datum fundstelle kurzue standangabe doknr standkommentar standtyp periodikum ' +
    'zitstelle FnR authorialNote Meta noteRef'
  ).split(' '),
);
const TAGS: Record<string, string> = {
  ...{
    row: 'tr',
    entry: 'td',
    tgroup: 'tbody',
    LA: 'div',
    BR: 'br',
    eol: 'br',
    item: 'p',
    para: 'p',
    block: 'p',
  },
  ...{ P: 'p', DT: 'dt', DD: 'dd', Linea: 'p', Title: 'h1', heading: 'p', num: 'p', longtitle: 'p' },
};
const DEEPEST_LEVEL = 6;

/**
 * A statute or another text in XML: Akoma Ntoso, gesetze-im-internet.de, LexDania, and in any other vocabulary
 * every element with text of its own as a paragraph. Numbers stand before what they number; parts, chapters,
 * sections and articles are headings. Throws ParseFailure 'corrupt'.
 */
export function parseXmlText(bytes: Uint8Array): ParsedDocument {
  const root = parseXml(bytes);
  const metadata = statuteMetadata(root);
  liftHeadings(root);
  walk(root, () => true, toHtml);
  return { ...assemble(htmlBlocks(root, ({ tagName }) => UNREAD.has(tagName))), metadata, warnings: [] };
}

/** Puts the number and the heading of each division before it as one heading, other numbers before their text. */
function liftHeadings(root: Element): void {
  let depth = 0;
  const lifted = new Set<Element>();
  walk(
    root,
    (node) => {
      if (!isElement(node)) return true;
      const own = node.childNodes.filter(isElement);
      const number = own.filter(({ tagName }) => NUMBERS.has(tagName));
      const heading = own.filter(({ tagName }) => HEADINGS.has(tagName));
      if (number.length + heading.length === 0) return true;
      const isDivision = DIVISIONS.has(node.tagName) || heading.length > 0;
      const parts = isDivision ? [...number, ...heading] : number;
      const text = oneLine(parts.map((part) => textOf(part)).join(' '));
      node.childNodes = node.childNodes.filter((child) => !parts.includes(child as Element));
      if (!isDivision) prepend(firstText(node), `${text} `);
      else if (text) {
        depth++;
        lifted.add(node);
        const title = makeElement(`h${Math.min(DEEPEST_LEVEL, depth + 1)}`, [], [makeText(text)]);
        title.parentNode = node;
        node.childNodes.unshift(title);
      }
      return true;
    },
    (node) => {
      if (isElement(node) && lifted.has(node)) depth--;
    },
  );
}

/** The innermost element at the start of a provision, which its number belongs to. */
function firstText(element: Element): Element {
  let at = element;
  for (;;) {
    const first = at.childNodes.find((child) => isElement(child) || textOf(child).trim());
    if (!first || !isElement(first) || NUMBERS.has(first.tagName)) return at;
    at = first;
  }
}

function prepend(element: Element, text: string): void {
  const node = makeText(text);
  append(element, node);
  element.childNodes.unshift(element.childNodes.pop()!);
}

/** Names an element as HTML would; one with text of its own that stands among blocks is a paragraph. */
function toHtml(node: Node): void {
  if (!isElement(node) || UNREAD.has(node.tagName) || /^h[1-6]$/.test(node.tagName)) return;
  const named = TITLES.has(node.tagName) ? 'h1' : TAGS[node.tagName];
  const name = named ?? (isParagraph(node) ? 'p' : null);
  if (name) node.nodeName = node.tagName = name;
}

function isParagraph({ childNodes, parentNode }: Element): boolean {
  const hasText = (nodes: Node[]) => nodes.some((child) => 'value' in child && child.value.trim());
  return hasText(childNodes) && !hasText((parentNode as Element | null)?.childNodes ?? []);
}

function statuteMetadata(root: Element): Record<string, string> {
  const text = (...names: string[]) => {
    const [found] = elements(root, ({ tagName }) => names.includes(tagName));
    return found ? oneLine(textOf(found)) : '';
  };
  const [work] = elements(root, ({ tagName }) => tagName === 'FRBRdate');
  const metadata = {
    title: text('docTitle', 'langue', 'DocumentTitle'),
    date: isoDay((work && attribute(work, 'date')) ?? text('ausfertigung-datum')),
  };
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value));
}
