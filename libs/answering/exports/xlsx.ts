import { xmlText } from './xml-text.js';
import { zip } from './zip.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const SHEETS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The most that a cell of Excel's holds. */
const MOST_CHARACTERS = 32_767;
const WIDTH = 32; // characters
/** Fonts and styles of cells, by their place in `xl/styles.xml`. */
const [WRAPPED, BOLD] = [0, 1];
/** Excel holds a sheet for damaged that has less than this of fonts, fills and borders. */
const STYLES =
  `${XML}<styleSheet xmlns="${SHEETS}">` +
  `<fonts count="2">${['', '<b/>'].map((bold) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`).join('')}</fonts>` +
  `<fills count="2">${['none', 'gray125'].map((pattern) => `<fill><patternFill patternType="${pattern}"/></fill>`).join('')}</fills>` +
  `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
  `<cellXfs count="2">${[WRAPPED, BOLD].map((font) => `<xf numFmtId="0" fontId="${font}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`).join('')}</cellXfs>` +
  `</styleSheet>`;

/**
 * Rows as a workbook of one sheet (ECMA-376), the first row as its head. Every cell is text, so nothing in it is run
 * as a formula. Pure.
 */
export function asXlsx(rows: string[][]): Buffer {
  const widest = Math.max(...rows.map((row) => row.length));
  const sheet = rows.map((row, at) => {
    const cells = row.map((text) => cell(text, at === 0 ? BOLD : WRAPPED));
    return `<row>${cells.join('')}</row>`;
  });
  const relations = (...list: [type: string, target: string][]) =>
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list
      .map(
        ([type, target], at) => `<Relationship Id="r${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  return zip({
    '[Content_Types].xml':
      `${XML}<Types xmlns="${PACKAGE}/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>` +
      `<Override PartName="/xl/sheet.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/></Types>`,
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/_rels/workbook.xml.rels': relations(['worksheet', 'sheet.xml'], ['styles', 'styles.xml']),
    'xl/workbook.xml': `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="Kilde" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/styles.xml': STYLES,
    'xl/sheet.xml':
      `${XML}<worksheet xmlns="${SHEETS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>` +
      `<cols><col min="1" max="${widest}" width="${WIDTH}" customWidth="1"/></cols><sheetData>${sheet.join('')}</sheetData></worksheet>`,
  });
}

function cell(text: string, style: number): string {
  const held = xmlText(text).slice(0, MOST_CHARACTERS);
  const escaped = held.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}
