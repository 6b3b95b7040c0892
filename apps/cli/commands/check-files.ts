import { availableParallelism } from 'node:os';
import { startParsers } from '#ingestion';
import { KildeError, type Config } from '#platform';
import { ABOUT_COMPARISONS, compare, printComparison, type Comparison } from '../check-files/compare.js';
import { differences, printDifferences, readExpectations } from '../check-files/expected.js';
import { fuzz } from '../check-files/fuzz.js';
import { readFiles } from '../check-files/read-files.js';
import { byFormat, countOutcomes, printFaults, printSummary } from '../check-files/summary.js';
import { findFiles } from '../find-files.js';
import { wholeNumber } from '../whole-number.js';

export interface CheckFilesOptions {
  expected?: string;
  compare?: boolean;
  json?: boolean;
  /** Instead of the files, so many mutations of the small ones of each format. */
  fuzz?: string;
  seed: string;
}

/** The list that describes a collection of test files is not one of them. */
const INDEX = 'index.tsv';

/**
 * `kilde check-files`: reads a folder with the parsers alone and says what became of each format.
 * Exit code 1 when a parser crashed or took too long, or when something is not as expected.
 */
export async function checkFiles(
  config: Config,
  folder: string,
  options: CheckFilesOptions,
): Promise<number> {
  const files = findFiles([folder]).filter(({ name }) => name !== INDEX);
  if (files.length === 0) throw new KildeError('nothing-to-check', 400, `There are no files in ${folder}.`);
  const expectations = options.expected ? readExpectations(options.expected) : null;
  const atATime = availableParallelism();
  const parsers = startParsers(config.parsing, atATime);
  const fuzzing = options.fuzz && {
    ...{ mutations: wholeNumber(options.fuzz, '--fuzz', 1), seed: wholeNumber(options.seed, '--seed', 0) },
    atATime,
  };
  const checked = fuzzing
    ? await fuzz(files, parsers, fuzzing, note)
    : await readFiles(files, parsers, atATime, (count) => note(`${count}/${files.length} files`));

  const total = countOutcomes(checked);
  const formats = byFormat(checked);
  const unexpected = expectations && differences(checked, expectations);
  note('');
  if (!options.json) {
    printSummary(total, formats);
    printFaults(checked);
    if (unexpected) printDifferences(unexpected, expectations.length);
  }
  const compared: (Comparison | string)[] = [];
  for await (const row of options.compare ? compare(checked, parsers, note) : []) {
    note('');
    if (!options.json) printComparison(row);
    compared.push(row);
  }
  parsers.close();
  if (options.json) {
    const outcomes = checked.map(({ text: _, path: __, ...file }) => file);
    const comparison = options.compare ? compared : null;
    console.log(JSON.stringify({ total, formats, differences: unexpected, comparison, files: outcomes }));
  } else if (options.compare) console.log(ABOUT_COMPARISONS);
  return total.crashed + total.timedOut + (unexpected?.length ?? 0) > 0 ? 1 : 0;
}

/** On a terminal one line that says how far it is. */
function note(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
