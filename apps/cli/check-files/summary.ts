import { groupBy } from '#platform';
import { printTable, shown } from '../table.js';
import type { CheckedFile } from './read-files.js';

export interface Counts {
  files: number;
  read: number;
  refused: number;
  crashed: number;
  timedOut: number;
}

export interface FormatSummary extends Counts {
  format: string;
  /** How many were refused, by code. */
  codes: Record<string, number>;
  /** Null for formats without pages. */
  pagesPerSecond: number | null;
  peakMB: number;
}

export function countOutcomes(files: CheckedFile[]): Counts {
  const of = (outcome: CheckedFile['outcome']) => files.filter((file) => file.outcome === outcome).length;
  return {
    ...{ files: files.length, read: of('read'), refused: of('refused') },
    ...{ crashed: of('crashed'), timedOut: of('timedOut') },
  };
}

/** The formats with most files first. */
export function byFormat(files: CheckedFile[]): FormatSummary[] {
  return [...groupBy(files, ({ format }) => format)]
    .map(([format, own]) => {
      const paged = own.filter(({ pages }) => pages > 0);
      const sum = (value: (file: CheckedFile) => number) =>
        paged.reduce((total, file) => total + value(file), 0);
      return {
        format,
        ...countOutcomes(own),
        codes: codesOf(own),
        pagesPerSecond: paged.length > 0 ? (sum(({ pages }) => pages) * 1000) / sum(({ ms }) => ms) : null,
        peakMB: Math.max(...own.map(({ peakMB }) => peakMB)),
      };
    })
    .sort((a, b) => b.files - a.files || (a.format < b.format ? -1 : 1));
}

function codesOf(files: CheckedFile[]): Record<string, number> {
  const refused = files.filter(({ outcome }) => outcome === 'refused');
  const codes = [...groupBy(refused, ({ reason }) => reason!.code)];
  return Object.fromEntries(codes.map(([code, own]) => [code, own.length]));
}

export function printSummary(total: Counts, formats: FormatSummary[]): void {
  const row = (name: string, one: Counts, rest: string[]) => [
    name,
    ...[one.files, one.read, one.refused, one.crashed, one.timedOut].map(String),
    ...rest,
  ];
  printTable(
    ['format', 'files', 'read', 'refused', 'crashed', 'timed out', 'pages/s', 'peak MB', 'refused for'],
    [
      ...formats.map((one) =>
        row(one.format, one, [
          one.pagesPerSecond === null ? '' : shown(one.pagesPerSecond),
          shown(one.peakMB),
          Object.entries(one.codes)
            .map(([code, count]) => `${code} ${count}`)
            .join(', '),
        ]),
      ),
      row('total', total, ['', '', '']),
    ],
  );
}

/** Crashes and timeouts are faults of ours; each is named with what the parser said. */
export function printFaults(files: CheckedFile[]): void {
  for (const { file, outcome, reason } of files)
    if (outcome === 'crashed' || outcome === 'timedOut') console.log(`\n${file}: ${reason!.message}`);
}
