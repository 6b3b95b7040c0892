import { assemble, oneLine, type Block } from './canonical.js';
import { attribute, elements, isElement, walk, type Element, type Node } from './html-tree.js';
import { officeProperties } from './office-properties.js';
import { mainPart, relationships } from './ooxml.js';
import type { ParsedDocument } from './parsed-document.js';
import { rowText } from './tables.js';
import { parseXml } from './xml-tree.js';
import { neededPart, openPackage, type Package } from './zip.js';

/** Places on a slide that repeat on every slide. */
const FURNITURE = new Set(['dt', 'ftr', 'hdr', 'sldNum', 'sldImg']);
const TITLES = new Set(['title', 'ctrTitle']);

/**
 * A PowerPoint presentation: each slide is a page, its title a heading; then its texts, tables and diagrams in
 * the order of the file, then the speaker's notes. Throws ParseFailure 'corrupt' or 'too-large'.
 */
export function parsePptx(bytes: Uint8Array): ParsedDocument {
  const part = openPackage(bytes);
  const main = mainPart(part, 'ppt/presentation.xml');
  const targets = new Map(relationships(part, main).map(({ id, target }) => [id, target]));
  const slides = elements(parseXml(neededPart(part, main)), ({ tagName }) => tagName === 'p:sldId')
    .map((slide) => targets.get(attribute(slide, 'r:id') ?? ''))
    .filter((target) => target !== undefined);
  const blocks = slides.flatMap((name, i) =>
    slideBlocks(part, name).map((block, first) => (first === 0 ? { ...block, page: i + 1 } : block)),
  );
  return { ...assemble(blocks), metadata: officeProperties(part('docProps/core.xml')), warnings: [] };
}

function slideBlocks(part: Package, name: string): Block[] {
  const slide = part(name);
  if (!slide) return [];
  const shapes = shapesOf(parseXml(slide));
  const titles = shapes.filter((shape) => TITLES.has(placeholder(shape) ?? ''));
  const others = shapes.filter(
    (shape) => !titles.includes(shape) && !FURNITURE.has(placeholder(shape) ?? ''),
  );
  const parts = relationships(part, name);
  const diagrams = parts.filter(({ type }) => type === 'diagramData').map(({ target }) => part(target));
  const notes = parts.filter(({ type }) => type === 'notesSlide').map(({ target }) => part(target));
  return [
    ...titles.map((title) => ({ text: oneLine(paragraphs(title).join(' ')), level: 1 })),
    ...others.map(shapeBlock),
    ...diagrams.flatMap((xml) => (xml ? [{ text: paragraphs(parseXml(xml)).join('\n') }] : [])),
    ...notes
      .flatMap((xml) => (xml ? shapesOf(parseXml(xml)) : []))
      .filter((shape) => placeholder(shape) === 'body')
      .map(shapeBlock),
  ].filter(({ text }) => text.trim());
}

/** Shapes with text and tables; of alternatives the first. */
function shapesOf(root: Node): Element[] {
  const shapes: Element[] = [];
  walk(root, (node) => {
    if (!isElement(node)) return true;
    if (node.tagName === 'p:sp' || node.tagName === 'a:tbl') shapes.push(node);
    return node.tagName !== 'mc:Fallback' && node.tagName !== 'p:sp' && node.tagName !== 'a:tbl';
  });
  return shapes;
}

/** What the shape stands for in the layout: `title`, `body` …; undefined for a free one. */
function placeholder(shape: Element): string | undefined {
  const [place] = elements(shape, ({ tagName }) => tagName === 'p:ph');
  return place && (attribute(place, 'type') ?? 'obj');
}

function shapeBlock(shape: Element): Block {
  if (shape.tagName !== 'a:tbl') return { text: paragraphs(shape).join('\n') };
  const rows = elements(shape, ({ tagName }) => tagName === 'a:tr').map((row) =>
    rowText(elements(row, ({ tagName }) => tagName === 'a:tc').map((cell) => paragraphs(cell).join(' '))),
  );
  return { text: rows.filter(Boolean).join('\n') };
}

/** The paragraphs below an element as lines; those on a lower level of an outline as "- line". */
function paragraphs(root: Node): string[] {
  return elements(root, ({ tagName }) => tagName === 'a:p')
    .map((paragraph) => {
      const text = lineText(paragraph);
      const [properties] = elements(paragraph, ({ tagName }) => tagName === 'a:pPr');
      const level = Number((properties && attribute(properties, 'lvl')) ?? 0);
      return text && level > 0 ? `${'  '.repeat(Math.min(level, 8) - 1)}- ${text}` : text;
    })
    .filter(Boolean);
}

function lineText(paragraph: Element): string {
  const pieces: string[] = [];
  walk(paragraph, (node) => {
    if (isElement(node) && node.tagName === 'a:br') pieces.push(' ');
    if (isElement(node) && node.tagName === 'a:tab') pieces.push(' ');
    if (node.nodeName === '#text' && 'value' in node && /^[am]:t$/.test(node.parentNode?.nodeName ?? ''))
      pieces.push(node.value);
    return true;
  });
  return oneLine(pieces.join(''));
}
