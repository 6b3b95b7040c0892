import { posix } from 'node:path';
import { attribute, elements, type Element } from './html-tree.js';
import { storedZip } from './stored-zip.js';
import { parseXml } from './xml-tree.js';
import { partsOf, type Package } from './zip.js';

/** How one part of an Office Open XML file points at another, such as a slide at its notes. */
export interface Relationship {
  id: string;
  /** The last word of its type: `slide`, `notesSlide`, `hyperlink`. */
  type: string;
  /** The name of the part. What lies outside the file is left out. */
  target: string;
}

export function relationships(part: Package, name: string): Relationship[] {
  const folder = posix.dirname(name);
  const xml = part(posix.join(folder, '_rels', `${posix.basename(name)}.rels`));
  if (!xml) return [];
  return elements(parseXml(xml), ({ tagName }) => tagName === 'Relationship')
    .filter((element) => attribute(element, 'TargetMode') !== 'External')
    .map((element) => ({
      id: attribute(element, 'Id') ?? '',
      type: (attribute(element, 'Type') ?? '').split('/').at(-1)!,
      target: posix.join('/', folder, absolute(attribute(element, 'Target') ?? '', folder)).slice(1),
    }));
}

/** The texts of the diagrams (SmartArt) that a part shows, one element each; their lines are `a:p`. */
export function diagrams(part: Package, name: string): Element[] {
  return relationships(part, name)
    .filter(({ type }) => type === 'diagramData')
    .map(({ target }) => part(target))
    .flatMap((xml) => (xml ? [parseXml(xml)] : []));
}

/** The main part, which need not stand in its usual place. */
export function mainPart(part: Package, usual: string): string {
  const found = relationships(part, 'x').find(({ type }) => type === 'officeDocument');
  return found && part(found.target) ? found.target : usual;
}

function absolute(target: string, folder: string): string {
  return target.startsWith('/') ? posix.relative(`/${folder}`, target) : target;
}

/** The same file with one part changed, and without its pictures, which are not read. */
export function withPart(bytes: Uint8Array, name: string, content: string): Uint8Array {
  return storedZip({ ...partsOf(bytes, /\.(?:xml|rels)$/), [name]: content });
}
