import { assemble, oneLine, type Block } from './canonical.js';
import { attribute, elements, isElement, walk, type Element, type Node } from './html-tree.js';
import { officeProperties } from './office-properties.js';
import { diagrams, mainPart, relationships } from './ooxml.js';
import type { ParsedDocument } from './parsed-document.js';
import { rowText } from './tables.js';
import { parseXml } from './xml-tree.js';
import { neededPart, openPackage, type Package } from './zip.js';

/** Places on a slide that say nothing of its subject. */
const FURNITURE = new Set(['dt', 'sldNum', 'sldImg']);
/** Places whose text repeats from slide to slide. */
const REPEATED = new Set(['ftr', 'hdr']);
const TITLES = new Set(['title', 'ctrTitle']);

/**
 * A PowerPoint presentation: each slide is a page, its title a heading; then its texts, tables and diagrams in
 * the order of the file, then the speaker's notes. What repeats from slide to slide stands on the first one.
 * Throws ParseFailure 'corrupt' or 'too-large'.
 */
export function parsePptx(bytes: Uint8Array): ParsedDocument {
  const part = openPackage(bytes);
  const main = mainPart(part, 'ppt/presentation.xml');
  const targets = new Map(relationships(part, main).map(({ id, target }) => [id, target]));
  const slides = elements(parseXml(neededPart(part, main)), ({ tagName }) => tagName === 'p:sldId')
    .map((slide) => targets.get(attribute(slide, 'r:id') ?? ''))
    .filter((target) => target !== undefined);
  // Texts, and the layouts and masters they stand in.
  const told = new Set<string>();
  const blocks = slides.flatMap((name, i) =>
    slideBlocks(part, name, told).map((block, first) => (first === 0 ? { ...block, page: i + 1 } : block)),
  );
  return { ...assemble(blocks), metadata: officeProperties(part('docProps/core.xml')), warnings: [] };
}

function slideBlocks(part: Package, name: string, told: Set<string>): Block[] {
  const xml = part(name);
  if (!xml) return [];
  const slide = parseXml(xml);
  const shapes = shapesOf(slide).map((shape) => ({ shape, place: placeholder(shape) ?? '' }));
  const at = (places: Set<string>) => shapes.filter(({ place }) => places.has(place));
  const others = shapes.filter(({ place }) => ![TITLES, REPEATED, FURNITURE].some((set) => set.has(place)));
  const repeated = [...behind(part, name, slide, told), ...at(REPEATED).map(({ shape }) => shape)]
    .map(shapeBlock)
    .filter(({ text }) => !told.has(text) && told.add(text));
  const notes = relationships(part, name).filter(({ type }) => type === 'notesSlide');
  return [
    ...at(TITLES).map(({ shape }) => ({ text: oneLine(paragraphs(shape).join(' ')), level: 1 })),
    ...others.map(({ shape }) => shapeBlock(shape)),
    ...diagrams(part, name).map((diagram) => ({ text: paragraphs(diagram).join('\n') })),
    ...repeated,
    ...notes
      .map(({ target }) => part(target))
      .flatMap((xml) => (xml ? shapesOf(parseXml(xml)) : []))
      .filter((shape) => placeholder(shape) === 'body')
      .map(shapeBlock),
  ].filter(({ text }) => text.trim());
}

const BEHIND = ['slideLayout', 'slideMaster'];

/**
 * What shows through a slide: the shapes of its layout, and of the layout's master, that no slide fills in. Parts
 * that are told already are not read again.
 */
function behind(part: Package, name: string, root: Node, told: Set<string>, depth = 0): Element[] {
  const isHidden = elements(root, (element) => attribute(element, 'showMasterSp') === '0').length > 0;
  const next = relationships(part, name).filter(({ type }) => type === BEHIND[depth] && !isHidden);
  return next.flatMap(({ target }) => {
    const xml = told.has(target) ? null : part(target);
    if (!xml) return [];
    told.add(target);
    const layer = parseXml(xml);
    const free = shapesOf(layer).filter((shape) => placeholder(shape) === undefined);
    return [...free, ...behind(part, target, layer, told, depth + 1)];
  });
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
