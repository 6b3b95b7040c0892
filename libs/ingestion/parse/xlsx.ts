import { assemble, type Block } from './canonical.js';
import { attribute, elements, textOf } from './html-tree.js';
import { officeProperties } from './office-properties.js';
import { diagrams, mainPart, relationships } from './ooxml.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { sheetBlocks } from './tables.js';
import { columnOf, numberKind, numberText, type Calendar, type NumberKind } from './xlsx-cells.js';
import { parseXml, readXml } from './xml-tree.js';
import { neededPart, openPackage, type Package } from './zip.js';

/** What the cells of all sheets refer to. */
interface Workbook {
  strings: string[];
  /** What each cell format shows. */
  kinds: NumberKind[];
  calendar: Calendar;
}

/**
 * An Excel workbook: each visible sheet a heading and its rows "a | b | c", with stored values of formulas, days
 * as YYYY-MM-DD, text boxes and diagrams after the rows. Hidden sheets are left out with the warning 'content-left-out'.
 * Throws ParseFailure 'corrupt' or 'too-large'.
 */
export function parseXlsx(bytes: Uint8Array): ParsedDocument {
  const part = openPackage(bytes);
  const main = mainPart(part, 'xl/workbook.xml');
  const root = parseXml(neededPart(part, main));
  const targets = relationships(part, main);
  const related = (type: string) => part(targets.find((one) => one.type === type)?.target ?? '');
  const workbook: Workbook = {
    strings: sharedStrings(related('sharedStrings')),
    kinds: formatKinds(related('styles')),
    calendar: elements(root, isNamed('workbookPr')).some((properties) =>
      /^(?:1|true)$/.test(attribute(properties, 'date1904') ?? ''),
    )
      ? 1904
      : 1900,
  };
  const sheets = elements(root, isNamed('sheet'));
  const visible = sheets.filter((sheet) => !/hidden/i.test(attribute(sheet, 'state') ?? ''));
  const blocks = visible.flatMap((sheet) => {
    const target = targets.find(({ id }) => id === attribute(sheet, 'r:id'))?.target;
    const xml = target === undefined ? null : part(target);
    if (!xml || !target) return [];
    const rows = sheetRows(xml, workbook);
    return [...sheetBlocks(attribute(sheet, 'name') ?? null, rows), ...textBoxes(part, target)];
  });
  return {
    ...assemble(blocks),
    metadata: officeProperties(part('docProps/core.xml')),
    warnings: visible.length < sheets.length ? ['content-left-out'] : [],
  };
}

function isNamed(name: string): (element: { tagName: string }) => boolean {
  return ({ tagName }) => tagName === name;
}

/** Texts that cells share, without the pronunciation that Japanese ones carry. */
function sharedStrings(xml: Uint8Array | null): string[] {
  const strings: string[] = [];
  let phonetic = 0;
  let inText = false;
  if (!xml) return strings;
  readXml(xml, {
    open: (name) => {
      if (name === 'si') strings.push('');
      else if (name === 'rPh') phonetic++;
      inText = name === 't' && phonetic === 0;
    },
    close: (name) => {
      if (name === 'rPh') phonetic--;
      inText = false;
    },
    text: (text) => {
      if (inText) strings[strings.length - 1] += text;
    },
  });
  return strings;
}

function formatKinds(xml: Uint8Array | null): NumberKind[] {
  if (!xml) return [];
  const root = parseXml(xml);
  const codes = new Map(
    elements(root, isNamed('numFmt')).map((format) => [
      Number(attribute(format, 'numFmtId')),
      attribute(format, 'formatCode') ?? '',
    ]),
  );
  return elements(root, isNamed('cellXfs'))
    .flatMap((formats) => elements(formats, isNamed('xf')))
    .map((format) => {
      const id = Number(attribute(format, 'numFmtId') ?? 0);
      return numberKind(id, codes.get(id));
    });
}

/** A sheet of nothing but empty rows and cells ends here; Excel's own limit is 1,048,576 rows of 16,384 cells. */
const MOST_CELLS = 5_000_000;

function sheetRows(xml: Uint8Array, workbook: Workbook): string[][] {
  const rows: string[][] = [];
  let count = 0;
  let cell = { column: 0, type: '', style: 0, text: '' };
  let inValue = false;
  let lastRow = 0;
  readXml(xml, {
    open: (name, attributes) => {
      const of = (key: string) => attributes.find((one) => one.name === key)?.value;
      if (name === 'row') {
        const number = Number(of('r') ?? lastRow + 1);
        // A gap, however wide, is one empty row, which divides tables.
        if (number > lastRow + 1) rows.push([]);
        lastRow = number;
        rows.push([]);
      } else if (name === 'c') {
        const next = rows.at(-1)?.length ?? 0;
        const column = columnOf(of('r') ?? '') ?? next;
        cell = { column, type: of('t') ?? 'n', style: Number(of('s') ?? 0), text: '' };
      }
      inValue = name === 'v' || name === 't';
    },
    close: (name) => {
      inValue = false;
      const row = rows.at(-1);
      if (name !== 'c' || !row || cell.text === '') return;
      count += Math.max(1, cell.column - row.length);
      if (count > MOST_CELLS) throw tooLarge();
      while (row.length < cell.column) row.push('');
      row[cell.column] = cellText(cell, workbook);
    },
    text: (text) => {
      if (inValue) cell.text += text;
    },
  });
  return rows;
}

function cellText(
  { type, text, style }: { type: string; text: string; style: number },
  { strings, kinds, calendar }: Workbook,
): string {
  if (type === 's') return strings[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
  return type === 'n' ? numberText(text, kinds[style] ?? 'number', calendar) : text;
}

function textBoxes(part: Package, sheet: string): Block[] {
  return relationships(part, sheet)
    .filter(({ type }) => type === 'drawing')
    .flatMap(({ target }) => {
      const xml = part(target);
      return [...(xml ? [parseXml(xml)] : []), ...diagrams(part, target)];
    })
    .flatMap((drawing) => elements(drawing, isNamed('a:p')))
    .map((paragraph) => ({ text: textOf(paragraph) }));
}

function tooLarge(): ParseFailure {
  return new ParseFailure(
    'too-large',
    'A sheet of the workbook has more than 5 million cells: divide it into smaller workbooks and send those.',
  );
}
