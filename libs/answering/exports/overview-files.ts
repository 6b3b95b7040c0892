import type { Overview } from '../tasks/overview.js';
import { asCsv } from './csv.js';
import { overviewTable, plainRows, type OverviewTable } from './table.js';
import { asXlsx } from './xlsx.js';

export const OVERVIEW_FILES = ['csv', 'xlsx', 'docx'] as const;
export type OverviewFile = (typeof OVERVIEW_FILES)[number];

const WAYS: Record<OverviewFile, (table: OverviewTable) => Buffer | Promise<Buffer>> = {
  csv: (table) => Buffer.from(asCsv(plainRows(table))),
  xlsx: (table) => asXlsx(plainRows(table)),
  // What writes Word files is loaded when it is asked for.
  docx: async (table) => (await import('./word.js')).asWord(table),
};

/** An overview as a file. @param asked the query, which a Word file has as its title */
export async function overviewFile(form: OverviewFile, asked: string, overview: Overview): Promise<Buffer> {
  return WAYS[form](overviewTable(asked, overview));
}
