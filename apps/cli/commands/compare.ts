import { groupBy, KildeError } from '#platform';
import { compareRuns, type Comparison } from '../eval/compare.js';
import { MEASURES } from '../eval/measures.js';
import { printer, type Form } from '../eval/report.js';
import { readRuns, type Run } from '../eval/runs.js';

export interface CompareOptions extends Form {
  measure?: string;
  seed?: string;
}

type Row = { compared: string } & Comparison;

/** `kilde eval --compare`: two files of `--per-query`, system by system; or one file, its baselines and Kilde. */
export async function compare(files: string[], options: CompareOptions): Promise<number> {
  const [first, second] = files;
  const { seed = '1' } = options;
  const measure = MEASURES.find((name) => name === (options.measure ?? MEASURES[0]));
  if (!measure)
    throw new KildeError(
      'bad-option',
      400,
      `--measure: "${options.measure}" is none of ${MEASURES.join(', ')}.`,
    );
  if (!/^\d{1,9}$/.test(seed))
    throw new KildeError('bad-option', 400, `--seed: "${seed}" is no whole number.`);
  if (!first || files.length > 2)
    throw new KildeError('bad-option', 400, '--compare takes one file of kilde eval --per-query, or two.');
  const before = await readRuns(first);
  const pairs = second ? bySystem(before, await readRuns(second)) : withBaselines(before);
  const rows = [...groupBy(pairs, ({ compared }) => compared)].flatMap(([compared, own]) =>
    compareRuns(
      own.map(({ runs }) => runs),
      measure,
      Number(seed),
    ).map((row): Row => ({ compared, ...row })),
  );
  if (rows.length === 0)
    throw new KildeError(
      'nothing-to-compare',
      400,
      'Nothing to compare: no set was run by both with the same queries.',
    );
  const print = printer(options);
  if (!options.json && !options.csv)
    console.log(`${measure}; p: two-sided paired randomisation test (Smucker, Allan & Carterette 2007)`);
  rows.forEach(print.row);
  print.end();
  return 0;
}

interface Pair {
  compared: string;
  runs: [Run, Run];
}

function bySystem(before: Run[], after: Run[]): Pair[] {
  return before.flatMap((first) =>
    after
      .filter(({ set, system }) => set === first.set && system === first.system)
      .map((second): Pair => ({ compared: first.system, runs: [first, second] })),
  );
}

function withBaselines(runs: Run[]): Pair[] {
  return runs.flatMap((first) =>
    runs
      .filter(({ set, system }) => set === first.set && system === 'kilde' && first.system !== 'kilde')
      .map((second): Pair => ({ compared: `${first.system} -> kilde`, runs: [first, second] })),
  );
}
