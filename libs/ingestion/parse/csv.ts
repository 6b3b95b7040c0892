import { parse } from 'csv-parse/sync';
import { assemble } from './canonical.js';
import { decodeText } from './decode.js';
import { ParseFailure } from './parse-failure.js';
import type { ParsedDocument } from './parsed-document.js';
import { sheetBlocks } from './tables.js';

const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLE_LINES = 20;

/**
 * A table of comma- or otherwise separated values as rows "a | b | c". The delimiter is the one that divides the
 * first lines into the same number of columns, the encoding is found as for text.
 */
export function parseCsv(bytes: Uint8Array): ParsedDocument {
  const { text, warnings } = decodeText(bytes);
  const content = text.replace(/^\uFEFF?(?:sep=.\r?\n)?/, '');
  const sample = content.split(/\r\n?|\n/, SAMPLE_LINES).join('\n');
  const delimiter = DELIMITERS.map((candidate) => ({ candidate, regularity: regularity(sample, candidate) }))
    .sort((a, b) => b.regularity - a.regularity)
    .map(({ candidate }) => candidate)[0]!;
  return { ...assemble(sheetBlocks(null, rows(content, delimiter))), metadata: {}, warnings };
}

function rows(text: string, delimiter: string): string[][] {
  try {
    const read = { delimiter, relax_quotes: true, relax_column_count: true };
    return parse(text, read);
  } catch {
    throw new ParseFailure(
      'corrupt',
      'The table cannot be divided into rows and columns: open it in a spreadsheet, save it as CSV again and send the new file.',
    );
  }
}

/** Columns per line, times the share of lines that have as many as most lines. */
function regularity(sample: string, delimiter: string): number {
  const widths = sample
    .replace(/"(?:[^"]|"")*"/g, '')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => line.split(delimiter).length);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, lines] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  return width > 1 ? (lines / widths.length) * Math.min(width, 10) : 0;
}
