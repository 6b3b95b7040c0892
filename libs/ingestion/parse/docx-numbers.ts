import { readNumbering, whole, type List, type NumberedBy } from './docx-numbering.js';
import { count, numeral, type Counts } from './list-numbers.js';
import { mainPart, withPart } from './ooxml.js';
import { decodeXml, readXml } from './xml-tree.js';
import { openPackage } from './zip.js';

/** A bookmark whose name begins so stands in front of a paragraph and says its number. */
export const NUMBER = 'number:';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/**
 * The Word document with a bookmark in front of each paragraph that Word numbers, be it a heading, a paragraph or
 * the item of a list: numbers are in none of the file's texts, Word counts them when it shows them. Paragraphs whose
 * mark is deleted or moved away are not counted, and of a drawing's alternatives only the one that is read.
 */
export function withNumbers(bytes: Uint8Array): Uint8Array {
  const part = openPackage(bytes);
  const main = mainPart(part, 'word/document.xml');
  const source = part(main);
  const listOf = source && readNumbering(part, main);
  if (!source || !listOf) return bytes;
  const xml = decodeXml(source);
  const numberOf = counter();
  const pieces: string[] = [];
  let copied = 0;
  readParagraphs(xml, (properties, end) => {
    const item = properties.deleted ? null : listOf(properties);
    const number = item && numberOf(item.list, item.level);
    if (number === null) return;
    const name = (NUMBER + number).replace(/[<&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    pieces.push(xml.slice(copied, end), `<w:bookmarkStart xmlns:w="${WORD}" w:name="${name}"/>`);
    copied = end;
  });
  if (copied === 0) return bytes;
  const changed = [...pieces, xml.slice(copied)].join('').replace(/^<\?xml[^>]*\?>/, '');
  return withPart(bytes, main, changed);
}

/** Hands on the properties of each paragraph, and where in the source they end. */
function readParagraphs(xml: string, on: (properties: NumberedBy, end: number) => void): void {
  const open: string[] = [];
  let properties: NumberedBy = {};
  let unread = 0;
  readXml(xml, {
    open: (name, attributes) => {
      const value = () => attributes.find((attribute) => attribute.name === 'w:val')?.value;
      if (name === 'mc:Choice') unread++;
      const path = open.slice(open.lastIndexOf('w:p')).join('/');
      if (path === 'w:p' && name === 'w:pPr') properties = {};
      else if (path === 'w:p/w:pPr' && name === 'w:pStyle') properties.style = value();
      else if (path === 'w:p/w:pPr/w:numPr' && name === 'w:numId') properties.list = value();
      else if (path === 'w:p/w:pPr/w:numPr' && name === 'w:ilvl') properties.level = whole(value());
      else if (path === 'w:p/w:pPr/w:rPr' && (name === 'w:del' || name === 'w:moveFrom'))
        properties.deleted = true;
      open.push(name);
    },
    close: (name, end) => {
      open.pop();
      if (name === 'mc:Choice') unread--;
      if (unread === 0 && name === 'w:pPr' && open.at(-1) === 'w:p') on(properties, end);
    },
    text: () => {},
  });
}

/**
 * Counts as Word does: lists of one definition go on counting together, until one that says where to begin begins.
 * Answers null for bullets.
 */
function counter(): (list: List, level: number) => string | null {
  const counted = new Map<string, Counts>();
  const begun = new Set<string>();
  return (list, level) => {
    const shown = list.levels[level];
    if (!shown) return null;
    let counts = counted.get(list.definition);
    if (!counts) counted.set(list.definition, (counts = []));
    if (!begun.has(list.id)) for (const anew of list.beginsAnew) counts[anew] = undefined;
    begun.add(list.id);
    const goesOn = (deeper: number) => {
      const under = list.levels[deeper]?.restartsUnder;
      return under !== undefined && level >= under;
    };
    count(counts, level, (at) => list.levels[at]?.start ?? 0, goesOn);
    if (shown.format === 'bullet') return null;
    return shown.text.replace(/%([1-9])/g, (_, digit: string) => {
      const above = list.levels[Number(digit) - 1];
      if (!above) return '';
      const format = shown.legal && above.format !== 'none' ? 'decimal' : above.format;
      return numeral(counts[Number(digit) - 1] ?? above.start, format);
    });
  };
}
