import { posix } from 'node:path';
import { parse } from 'parse5';
import { assemble } from './canonical.js';
import { decodeText } from './decode.js';
import { htmlBlocks } from './html-blocks.js';
import { attribute, elements } from './html-tree.js';
import { officeProperties } from './office-properties.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { parseXml } from './xml-tree.js';
import { neededPart, openPackage } from './zip.js';

/** An e-book (EPUB 2 and 3): its chapters in reading order. Throws ParseFailure 'corrupt' or 'encrypted'. */
export function parseEpub(bytes: Uint8Array): ParsedDocument {
  const part = openPackage(bytes);
  // Fonts alone may be disguised in any book.
  if (/CipherReference[^>]+\.x?html/.test(part('META-INF/encryption.xml')?.toString('utf8') ?? ''))
    throw new ParseFailure(
      'encrypted',
      'The e-book is locked by its seller: send a copy without copy protection.',
    );
  const container = parseXml(neededPart(part, 'META-INF/container.xml'));
  const [root] = elements(container, ({ tagName }) => tagName === 'rootfile');
  const opf = (root && attribute(root, 'full-path')) ?? '';
  const content = neededPart(part, opf);
  const book = parseXml(content);
  const files = new Map(
    elements(book, ({ tagName }) => tagName === 'item').map((item) => [
      attribute(item, 'id'),
      decodeURIComponent(attribute(item, 'href') ?? ''),
    ]),
  );
  const chapters = elements(book, ({ tagName }) => tagName === 'itemref')
    .map((reference) => files.get(attribute(reference, 'idref')))
    .map((href) => (href === undefined ? null : part(posix.join(posix.dirname(opf), href))))
    .filter((chapter) => chapter !== null);
  const { title, author } = officeProperties(content);
  return {
    ...assemble(chapters.flatMap((chapter) => htmlBlocks(parse(decodeText(chapter).text)))),
    metadata: { ...(title && { title }), ...(author && { author }) },
    warnings: [],
  };
}
