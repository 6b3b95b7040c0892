import { parseMhtml } from './eml.js';
import { parseHtml } from './html.js';
import { elements, textOf } from './html-tree.js';
import { mainPart, relationships, withPart } from './ooxml.js';
import type { ParsedDocument } from './parsed-document.js';
import { decodeXml, parseXml } from './xml-tree.js';
import { openPackage, type Package } from './zip.js';

/** The style of a heading of an inserted page; its level follows. */
export const INSERTED_HEADING = 'inserted-heading-';

const INSERTION = /<w:altChunk\b|<w:ruby\b|:relIds\b/;
const PAGE = /<w:altChunk\b[^>]*\br:id="([^"]+)"[^>]*(?:\/>|>[^]*?<\/w:altChunk>)/g;
const DIAGRAMS = /:relIds\b[^]*?<\/w:p>/g;
const RUBY = /<w:ruby\b[^>]*>[^]*?<w:rubyBase>([^]*?)<\/w:rubyBase>[^]*?<\/w:ruby>/g;

/**
 * The Word document with plain paragraphs for what its reader does not know: inserted web pages (altChunk), the
 * texts of diagrams (SmartArt), and words that have their pronunciation above them (ruby). What cannot be read
 * stays as it is, and the reader says what it left out.
 */
export async function withInsertions(bytes: Uint8Array): Promise<Uint8Array> {
  const part = openPackage(bytes);
  const main = mainPart(part, 'word/document.xml');
  const source = part(main);
  const xml = source && decodeXml(source);
  if (!xml || !INSERTION.test(xml)) return bytes;
  const targets = new Map(relationships(part, main).map(({ id, target }) => [id, target]));
  const pages = new Map<string, string>();
  for (const [, id] of xml.matchAll(PAGE)) {
    const page = await webPage(part, targets.get(id!) ?? '');
    if (page) pages.set(id!, paragraphs(page));
  }
  const changed = xml
    .replace(/^<\?xml[^>]*\?>/, '')
    .replace(PAGE, (found, id: string) => pages.get(id) ?? found)
    .replace(DIAGRAMS, (found) => {
      const shown = [...found.matchAll(/\br:dm="([^"]+)"/g)].map(([, id]) => part(targets.get(id!) ?? ''));
      return found + shown.map((diagram) => (diagram ? linesOf(diagram) : '')).join('');
    })
    .replace(RUBY, '</w:r>$1<w:r>');
  return withPart(bytes, main, changed);
}

/** An inserted web page, alone or with its pictures; null for other files. */
async function webPage(part: Package, target: string): Promise<ParsedDocument | null> {
  const content = part(target);
  if (!content) return null;
  if (/\.x?html?$/i.test(target)) return parseHtml(content);
  return /\.mht(?:ml)?$/i.test(target) ? await parseMhtml(content) : null;
}

function paragraphs({ text, headings }: ParsedDocument): string {
  const levels = new Map(headings.map(({ start, level }) => [start, level]));
  let start = 0;
  return text
    .split('\n\n')
    .map((block) => {
      const level = levels.get(start);
      start += block.length + 2;
      return paragraph(block, level === undefined ? '' : INSERTED_HEADING + level);
    })
    .join('');
}

function linesOf(diagram: Uint8Array): string {
  return elements(parseXml(diagram), ({ tagName }) => tagName === 'a:p')
    .map((line) => paragraph(textOf(line)))
    .join('');
}

function paragraph(text: string, style = ''): string {
  const named = style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  const escaped = text.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'));
  return `<w:p>${named}<w:r><w:t xml:space="preserve">${escaped.split('\n').join('</w:t><w:br/><w:t xml:space="preserve">')}</w:t></w:r></w:p>`;
}
