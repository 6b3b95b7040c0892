import { oneLine } from './canonical.js';
import { elements, textOf } from './html-tree.js';
import { parseXml } from './xml-tree.js';

/** What Office Open XML (docProps/core.xml) and OpenDocument (meta.xml) say of a file; the first that is there. */
const PROPERTIES: [tag: string, key: string][] = [
  ['dc:title', 'title'],
  ['meta:initial-creator', 'author'],
  ['dc:creator', 'author'],
  ['dcterms:created', 'created'],
  ['meta:creation-date', 'created'],
  ['dcterms:modified', 'modified'],
  ['dc:date', 'modified'],
];
/** Titles that programs give and nobody chose. */
const NO_TITLE = /^(?:PowerPoint[- ]\p{L}+|Slide 1|Untitled|Unbenannt|Microsoft Word - .*)$/iu;

/** Title, author and dates of an office file; neither date need be the one of what it says. */
export function officeProperties(xml: Uint8Array | null): Record<string, string> {
  const metadata: Record<string, string> = {};
  if (!xml) return metadata;
  const root = parseXml(xml);
  for (const [tag, key] of PROPERTIES) {
    const [found] = elements(root, ({ tagName }) => tagName === tag);
    const value = found ? oneLine(textOf(found)) : '';
    if (value && !(key in metadata) && !(key === 'title' && NO_TITLE.test(value))) metadata[key] = value;
  }
  return metadata;
}
