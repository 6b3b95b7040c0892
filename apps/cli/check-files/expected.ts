import { readFileSync } from 'node:fs';
import { KildeError } from '#platform';
import type { CheckedFile } from './read-files.js';

/** What somebody who has looked at a file says of it: `readable`, or the code it has to be refused with. */
export interface Expectation {
  file: string;
  expected: string;
  why: string;
}

export interface Difference extends Expectation {
  found: string;
}

const READABLE = 'readable';

/**
 * Reads a table with tabs: file, `readable` or the code of the refusal, why.
 * @throws KildeError `bad-expectations` when it is not such a table
 */
export function readExpectations(path: string): Expectation[] {
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    throw bad(`${path} cannot be read (${(error as Error).message}).`);
  }
  if (lines[0] !== 'file\texpected\twhy')
    throw bad(`${path} must begin with the line "file, expected, why", divided by tabs.`);
  return lines.slice(1).flatMap((line, at) => {
    if (!line) return [];
    const [file, expected, why] = line.split('\t');
    if (!file || !expected || why === undefined)
      throw bad(`${path}, line ${at + 2}: it needs three columns.`);
    return [{ file, expected, why }];
  });
}

/** Where the outcome is not the expected one, or there is no such file, or nothing is expected of a file. */
export function differences(files: CheckedFile[], expectations: Expectation[]): Difference[] {
  const found = new Map(files.map((file) => [file.file, foundIn(file)]));
  const named = new Set(expectations.map(({ file }) => file));
  return [
    ...expectations.map((one) => ({ ...one, found: found.get(one.file) ?? 'no such file' })),
    ...[...found]
      .filter(([file]) => !named.has(file))
      .map(([file, outcome]) => ({ file, found: outcome, expected: 'not listed', why: '' })),
  ].filter(({ expected, found: outcome }) => expected !== outcome);
}

function foundIn({ outcome, reason }: CheckedFile): string {
  if (outcome === 'read') return READABLE;
  return outcome === 'crashed' ? 'crash' : reason!.code;
}

export function printDifferences(all: Difference[], expectations: number): void {
  const right = expectations - all.length;
  console.log(
    `\n${right} of ${expectations} as expected (${((100 * right) / expectations).toFixed(1)} %).${all.length > 0 ? ' The others:' : ''}`,
  );
  for (const { file, expected, found, why } of all)
    console.log(`  ${file}: ${found}, expected ${expected}${why && ` (${why})`}`);
}

function bad(what: string): KildeError {
  return new KildeError('bad-expectations', 400, what);
}
