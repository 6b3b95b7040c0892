import { assemble, oneLine, type Block } from './canonical.js';
import { htmlBlocks } from './html-blocks.js';
import { attribute, elements, isElement, textOf, walk, type Element, type Node } from './html-tree.js';
import { asHtml, isUnreadOdf } from './odf-html.js';
import { officeProperties } from './office-properties.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { sheetBlocks } from './tables.js';
import { parseXml } from './xml-tree.js';
import { neededPart, openPackage } from './zip.js';

/** An OpenDocument text: headings, lists, tables; notes at the end, changes as accepted, comments left out. */
export function parseOdt(bytes: Uint8Array): ParsedDocument {
  return readOdf(bytes, (content, styles) =>
    named(content, 'office:text').flatMap((body) => htmlBlocks(asHtml(body, [styles, content]), isUnreadOdf)),
  );
}

/** An OpenDocument presentation: each slide is a page, its title a heading; the speaker's notes follow its texts. */
export function parseOdp(bytes: Uint8Array): ParsedDocument {
  return readOdf(bytes, (content, styles) =>
    named(content, 'draw:page').flatMap((page, i) => {
      const titles = elements(page, (element) => attribute(element, 'presentation:class') === 'title');
      const title = oneLine(titles.map((element) => textOf(element)).join(' '));
      const notes = named(page, 'presentation:notes');
      const skip = (element: Element) =>
        isUnreadOdf(element) || titles.includes(element) || notes.includes(element);
      const body = htmlBlocks(asHtml(page, [styles, content]), skip);
      const said = notes.flatMap((note) => htmlBlocks(note, isUnreadOdf));
      const blocks: Block[] = [...(title ? [{ text: title, level: 1 }] : []), ...body, ...said];
      return blocks.map((block, first) => (first === 0 ? { ...block, page: i + 1 } : block));
    }),
  );
}

/** An OpenDocument spreadsheet: each sheet a heading and its rows "a | b | c", with values as they are shown. */
export function parseOds(bytes: Uint8Array): ParsedDocument {
  return readOdf(bytes, (content) =>
    named(content, 'table:table')
      .filter((table) => (table.parentNode as Element).tagName === 'office:spreadsheet')
      .flatMap((table) => sheetBlocks(attribute(table, 'table:name') ?? null, sheetRows(table))),
  );
}

function readOdf(bytes: Uint8Array, read: (content: Element, styles: Element) => Block[]): ParsedDocument {
  const part = openPackage(bytes);
  if (part('META-INF/manifest.xml')?.includes('encryption-data')) {
    throw new ParseFailure(
      'encrypted',
      'The file is protected by a password: save a copy without password and send that.',
    );
  }
  const content = parseXml(neededPart(part, 'content.xml'));
  const styles = parseXml(part('styles.xml') ?? '<none/>');
  return {
    ...assemble(read(content, styles)),
    metadata: officeProperties(part('meta.xml')),
    warnings: [],
  };
}

function named(root: Node, name: string): Element[] {
  return elements(root, ({ tagName }) => tagName === name);
}

/** Cells and rows are stored once with a count; a sheet is filled up with empty ones to its last column and row. */
const MOST_REPEATED = 1000;

function* sheetRows(table: Element): Generator<string[]> {
  for (const row of named(table, 'table:table-row')) {
    const cells: string[] = [];
    for (const cell of row.childNodes.filter(isElement)) {
      const text = cellText(cell);
      const repeated = Number(attribute(cell, 'table:number-columns-repeated') ?? 1);
      for (let i = 0; i < Math.min(repeated, MOST_REPEATED); i++) cells.push(text);
    }
    const filled = cells.some(Boolean);
    const repeated = filled ? Number(attribute(row, 'table:number-rows-repeated') ?? 1) : 1;
    for (let i = 0; i < Math.min(repeated, MOST_REPEATED); i++) yield cells;
  }
}

function cellText(cell: Element): string {
  const lines: string[] = [];
  walk(cell, (node) => {
    if (!isElement(node)) return true;
    if (node.tagName === 'office:annotation') return false;
    if (node.tagName !== 'text:p') return true;
    lines.push(textOf(node));
    return false;
  });
  return lines.join(' ');
}
