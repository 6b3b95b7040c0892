import { SaxesParser } from 'saxes';
import { decodeText } from './decode.js';
import type { Element, Node } from './html-tree.js';
import { ParseFailure } from './parse-failure.js';

/** Prefixes by which elements and attributes of known vocabularies are named, whatever prefix the file chose. */
const PREFIXES: [namespace: RegExp, prefix: string][] = [
  [/^urn:oasis:names:tc:opendocument:xmlns:drawing:1\.0$/, 'draw'],
  [/^urn:oasis:names:tc:opendocument:xmlns:(\w+)(?:-compatible)?:1\.0$/, '$1'],
  [/^http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/wordprocessingml\/.*main$/, 'w'],
  [/^http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/drawingml\/.*main$/, 'a'],
  [/^http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/presentationml\/.*main$/, 'p'],
  [
    /^http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/officeDocument\/.*relationships$/,
    'r',
  ],
  [/^http:\/\/(?:schemas\.openxmlformats\.org|purl\.oclc\.org\/ooxml)\/officeDocument\/.*math$/, 'm'],
  [/^http:\/\/schemas\.openxmlformats\.org\/markup-compatibility\/2006$/, 'mc'],
  [/^urn:schemas-microsoft-com:vml$/, 'v'],
  [/^http:\/\/purl\.org\/dc\/elements\/1\.1\/$/, 'dc'],
  [/^http:\/\/purl\.org\/dc\/terms\/$/, 'dcterms'],
  [/^http:\/\/www\.w3\.org\/1999\/xlink$/, 'xlink'],
];
/** A reader of text can go on after these: what an entity of the document type would say is not read. */
const BEARABLE = /undefined entity|unbound namespace prefix/;

/**
 * The elements and texts of an XML file as the kind of tree that HTML is read into. Only the predefined entities
 * are replaced; a document type is skipped, whatever it declares, and nothing is fetched.
 * Elements of known vocabularies are named with a fixed prefix (`text:p`, `w:p`), others by their local name.
 * Throws ParseFailure 'corrupt' for what is not well-formed.
 */
export function parseXml(source: Uint8Array | string): Element {
  const root = makeElement('#document');
  const open: Element[] = [root];
  readXml(source, {
    open: (name, attributes) => {
      const element = makeElement(name, attributes);
      append(open.at(-1)!, element);
      open.push(element);
    },
    close: () => open.pop(),
    text: (text) => append(open.at(-1)!, makeText(text)),
  });
  return root;
}

/**
 * Reads XML piece by piece, for files whose tree would be large; `end` is where a closing tag ends in a source that
 * is text. Names and errors as in `parseXml`.
 */
export function readXml(
  source: Uint8Array | string,
  on: {
    open(name: string, attributes: { name: string; value: string }[]): void;
    close(name: string, end: number): void;
    text(text: string): void;
  },
): void {
  const parser = new SaxesParser({ xmlns: true });
  const names = new Map<string, string>();
  const nameOf = ({ uri, local }: { uri: string; local: string }) => {
    const key = `${uri} ${local}`;
    let name = names.get(key);
    if (name === undefined) names.set(key, (name = prefixed(uri, local)));
    return name;
  };
  parser.on('error', (error) => {
    if (!BEARABLE.test(error.message)) throw corrupt(error.message);
  });
  parser.on('opentag', (tag) =>
    on.open(
      nameOf(tag),
      Object.values(tag.attributes).map((attribute) => ({ name: nameOf(attribute), value: attribute.value })),
    ),
  );
  parser.on('closetag', (tag) => on.close(nameOf(tag), parser.position));
  parser.on('text', (text) => on.text(text));
  parser.on('cdata', (text) => on.text(text));
  parser.write(typeof source === 'string' ? source : decodeXml(source)).close();
}

export function decodeXml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const { text } = decodeText(bytes, /<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)/.exec(head)?.[1]);
  return text.replace(/^\uFEFF/, '');
}

function prefixed(uri: string, local: string): string {
  const known = PREFIXES.find(([namespace]) => namespace.test(uri));
  return known ? `${uri.replace(known[0], known[1])}:${local}` : local;
}

export function makeElement(
  tagName: string,
  attrs: { name: string; value: string }[] = [],
  childNodes: Node[] = [],
): Element {
  const element = { nodeName: tagName, tagName, attrs, childNodes: [], parentNode: null };
  const made = element as unknown as Element;
  for (const child of childNodes) append(made, child);
  return made;
}

export function makeText(value: string): Node {
  return { nodeName: '#text', value, parentNode: null } as Node;
}

export function append(parent: Element, child: Node): void {
  (child as Element).parentNode = parent;
  parent.childNodes.push(child as Element);
}

export function prepend(parent: Element, child: Node): void {
  (child as Element).parentNode = parent;
  parent.childNodes.unshift(child as Element);
}

function corrupt(detail: string): ParseFailure {
  return new ParseFailure(
    'corrupt',
    `The file is no well-formed XML (${detail.replace(/\s+/g, ' ').slice(0, 100)}): open it in the program it comes from, save it again and send the new file.`,
  );
}
