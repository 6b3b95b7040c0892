import type { Block } from './canonical.js';

/** Rows as a person reads them, "a | b | c"; empty cells at the end of a row are left out. */
export function rowText(cells: string[]): string {
  const row = cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  while (row.at(-1) === '') row.pop();
  return row.join(' | ').trim();
}

/**
 * A sheet of a workbook: its name as a heading where it says something, its rows, a new block after an empty row.
 * Columns that are empty in a block are left out of it.
 */
export function sheetBlocks(name: string | null, rows: Iterable<string[]>): Block[] {
  const tables: string[][][] = [[]];
  for (const row of rows) {
    if (row.some((cell) => cell.trim())) tables.at(-1)!.push(row);
    else if (tables.at(-1)!.length > 0) tables.push([]);
  }
  const blocks = tables
    .filter((table) => table.length > 0)
    .map((table) => ({ text: withoutEmptyColumns(table).map(rowText).join('\n') }));
  const telling = name && !/^(?:Sheet|Tabelle|Ark|Table|Feuil)\s?\d+$/i.test(name);
  return telling && blocks.length > 0 ? [{ text: name, level: 1 }, ...blocks] : blocks;
}

function withoutEmptyColumns(table: string[][]): string[][] {
  const filled = new Set<number>();
  for (const row of table)
    row.forEach((cell, column) => {
      if (cell.trim()) filled.add(column);
    });
  return table.map((row) => row.filter((_, column) => filled.has(column)));
}
