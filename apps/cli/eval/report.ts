import { groupBy } from '#platform';
import { meanOf, type Measures } from './measures.js';
import type { Run } from './runs.js';

/** One line of the report. `system` is there when several were measured. */
export type Row = { set: string; system?: string } & Measures & { queries: number };

export function rowOf({ set, system, judged }: Run, several: boolean): Row {
  return { set, ...(several && { system }), ...meanOf(judged), queries: judged.length };
}

/** The mean over sets, each counting once, of each system. */
export function meanRows(rows: Row[]): Row[] {
  return [...groupBy(rows, ({ system }) => system).values()].map((own) => ({
    ...own[0]!,
    set: 'mean',
    ...meanOf(own),
    queries: own.reduce((sum, { queries }) => sum + queries, 0),
  }));
}

/** How rows go to stdout: as JSON or CSV and nothing else, or as lines for people. */
export interface Form {
  json?: boolean;
  csv?: boolean;
}

/** Prints rows in a form: the lines for people as they come, with closing lines that the other forms do without. */
export function printer({ json, csv }: Form): { row(row: object): void; end(closing?: object[]): void } {
  const rows: object[] = [];
  const line = (row: object) => console.log(lineOf(row));
  return {
    row(row) {
      if (rows.push(row) === 1 && !json && !csv) console.log(headOf(row));
      if (!json && !csv) line(row);
    },
    end(closing = []) {
      if (json) console.log(JSON.stringify(rows));
      else if (csv) console.log(csvOf(rows));
      else closing.forEach(line);
    },
  };
}

/** Widths of columns of words; a column of numbers is as wide as its name, and at least 7. */
const WIDTHS: Record<string, number> = { set: 22, system: 12, compared: 20, foreign: 22 };

/** Shares have four decimals, counts none. */
function lineOf(row: object): string {
  return cells(row, (name, value) =>
    typeof value === 'number' && !COUNTS.has(name) ? value.toFixed(4) : String(value),
  );
}

function headOf(row: object): string {
  return cells(row, (name) => name);
}

const COUNTS = new Set(['queries', 'foreign queries', 'wins', 'losses', 'ties']);

function cells(row: object, text: (name: string, value: unknown) => string): string {
  return Object.entries(row)
    .map(([name, value]) =>
      WIDTHS[name]
        ? text(name, value).padEnd(WIDTHS[name])
        : text(name, value).padStart(Math.max(7, name.length)),
    )
    .join('  ');
}

/** RFC 4180, with a head. Each row has the same fields in the same order. */
export function csvOf(rows: object[]): string {
  const field = (value: unknown) =>
    /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row) as unknown[])];
  return lines.map((line) => line.map(field).join(',')).join('\n');
}
