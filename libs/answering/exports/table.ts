import type { Language } from '#platform';
import { dayOf, kindName, placeOf } from '../tasks/citation.js';
import type { Cell } from '../tasks/comparison.js';
import type { Overview } from '../tasks/overview.js';
import { WORDS } from './words.js';

/** An overview as it is written to a file, in the language of what was asked. */
export interface OverviewTable {
  /** What was asked. */
  title: string;
  language: Language;
  /** What names a document, then the columns asked for. */
  head: { document: string[]; columns: string[] };
  rows: { document: string[]; cells: Cell[] }[];
  /** How many were read, and what was left out. */
  notes: string[];
}

/** @param title what was asked. Pure. */
export function overviewTable(
  title: string,
  { columns, rows, found, read, left, scope }: Overview,
): OverviewTable {
  const language = scope.language ?? 'en';
  const words = WORDS[language];
  return {
    ...{ title, language },
    head: {
      document: [words.document, words.key, words.kind, words.date],
      columns: columns.map(({ name, label }) => label[language] ?? Object.values(label)[0] ?? name),
    },
    rows: rows.map(({ source: { documentTitle, corpus, key, kind, date }, cells }) => ({
      document: [documentTitle, `${corpus}/${key}`, kind ? kindName(kind, language) : '', date ?? ''],
      cells,
    })),
    notes: [
      words.read(read, found, dayOf(scope.asOf, language)),
      ...left.map(({ code, count }) => words.left[code](count)),
    ],
  };
}

/** As plain rows: beside each column another one with the quote and the place that each of its values stands on. Pure. */
export function plainRows({ head, rows, notes, language }: OverviewTable): string[][] {
  const words = WORDS[language];
  const source = ({ value, quote }: Cell[number]) =>
    quote
      ? [quote.text === value ? '' : `“${quote.text}”`, placeOf(quote, language)].filter(Boolean).join(' – ')
      : words.metadata;
  return [
    [...head.document, ...head.columns.flatMap((column) => [column, words.source(column)])],
    ...rows.map(({ document, cells }) => [
      ...document,
      ...cells.flatMap((cell) => [cell.map(({ value }) => value).join('\n'), cell.map(source).join('\n')]),
    ]),
    ...notes.map((note) => [note]),
  ];
}
