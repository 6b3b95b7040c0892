import { isUnread } from './html-blocks.js';
import { attribute, elements, isElement, walk, type Element, type Node } from './html-tree.js';

/** A <main> of fewer characters is taken only when it holds a fair share of the page. */
const MAIN_LENGTH = 200;
const MAIN_SHARE = 0.3;

const AROUND = new Set(['nav', 'aside', 'dialog', 'search']);
const AROUND_ROLES = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'complementary',
  'dialog',
  'menu',
  'menubar',
]);
const AROUND_NAMES =
  /^(?:cookie|breadcrumb|skip-?link|nav-?bar|navigation|site-?(?:header|footer|nav)|side-?bar|page-?footer|social-?share)/i;
/** A block of this many links with hardly any other text is a menu. */
const MENU_LINKS = 6;
const MENU_LINK_SHARE = 0.85;

/**
 * Where the content of a page stands: <main>, role=main or the only <article>, else the body; and what to leave
 * out below it: navigation, page header and footer, asides, menus and what nobody reads.
 */
export function mainContent(page: Node): { root: Node; skip: (element: Element) => boolean } {
  const body = elements(page, ({ tagName }) => tagName === 'body')[0] ?? page;
  const around = new Set([...surroundings(body), ...menus(body)]);
  const skip = (element: Element) => isUnread(element) || around.has(element);
  const length = (root: Node) => readLength(root, skip);
  const marked = elements(
    body,
    (element) => element.tagName === 'main' || attribute(element, 'role') === 'main',
  );
  const articles = elements(body, ({ tagName }) => tagName === 'article');
  const main = marked[0] ?? (articles.length === 1 ? articles[0] : undefined);
  if (main) {
    const own = length(main);
    if (own >= MAIN_LENGTH || own >= length(body) * MAIN_SHARE) return { root: main, skip };
  }
  // A page that is nothing but a menu is read as one.
  return { root: body, skip: length(body) > 0 ? skip : isUnread };
}

/** What stands around the content. A header or footer inside <main>, <article> or <section> is content. */
function surroundings(body: Node): Element[] {
  const found: Element[] = [];
  let sections = 0;
  const isSection = (node: Node) => /^(?:main|article|section)$/.test(node.nodeName);
  walk(
    body,
    (node) => {
      if (!isElement(node)) return true;
      if (isSection(node)) sections++;
      const page =
        sections === 0 && (node.tagName === 'footer' || (node.tagName === 'header' && !hasTitle(node)));
      if (!page && !isAround(node)) return true;
      found.push(node);
      return false;
    },
    (node) => {
      if (isSection(node)) sections--;
    },
  );
  return found;
}

function isAround(element: Element): boolean {
  if (AROUND.has(element.tagName) || AROUND_ROLES.has(attribute(element, 'role') ?? '')) return true;
  if (!/^(?:div|ul|ol|section|span|p|a)$/.test(element.tagName)) return false;
  const names = `${attribute(element, 'id') ?? ''} ${attribute(element, 'class') ?? ''}`.split(/\s+/);
  return names.some((name) => AROUND_NAMES.test(name));
}

/** A page header that holds the title of the page is content. */
function hasTitle(header: Element): boolean {
  return elements(header, ({ tagName }) => tagName === 'h1').length > 0;
}

/** Lists and boxes that are nothing but links, largest first. One pass: lengths are summed on the way up. */
function menus(body: Node): Element[] {
  const found: Element[] = [];
  const sums: { text: number; linked: number; links: number }[] = [{ text: 0, linked: 0, links: 0 }];
  let insideLink = 0;
  walk(
    body,
    (node) => {
      if ('value' in node && node.nodeName === '#text') {
        const length = node.value.trim().length;
        sums.at(-1)!.text += length;
        if (insideLink > 0) sums.at(-1)!.linked += length;
      }
      if (isElement(node) && isUnread(node)) return false;
      if (node.nodeName === 'a') insideLink++;
      sums.push({ text: 0, linked: 0, links: node.nodeName === 'a' ? 1 : 0 });
      return true;
    },
    (node) => {
      const own = sums.pop()!;
      const outer = sums.at(-1)!;
      outer.text += own.text;
      outer.linked += own.linked;
      outer.links += own.links;
      if (node.nodeName === 'a') insideLink--;
      const isMenu = own.links >= MENU_LINKS && own.linked >= own.text * MENU_LINK_SHARE;
      if (isMenu && isElement(node) && /^(?:div|ul|ol)$/.test(node.tagName)) found.push(node);
    },
  );
  return found;
}

function readLength(root: Node, skip: (element: Element) => boolean): number {
  let length = 0;
  walk(root, (node) => {
    if ('value' in node && node.nodeName === '#text') length += node.value.trim().length;
    return !(isElement(node) && skip(node));
  });
  return length;
}
