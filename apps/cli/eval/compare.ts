import { random } from '../bench/random.js';
import { mean, type Measure } from './measures.js';
import type { Run } from './runs.js';

/** Two runs of the same queries: `difference` is the second's mean less the first's. */
export interface Comparison {
  set: string;
  first: number;
  second: number;
  difference: number;
  /** Queries that the second answers better, worse and as well as the first. */
  wins: number;
  losses: number;
  ties: number;
  /** Two-sided, of the paired randomisation test. */
  p: number;
}

const EQUAL = 1e-9;

/**
 * Compares runs of the same sets, and all of them together, each set counting once; queries that only one of the two
 * has are left out, and so are sets.
 */
export function compareRuns(pairs: [Run, Run][], measure: Measure, seed: number): Comparison[] {
  const sets = pairs
    .map(([first, second]) => ({ set: first.set, pairs: pairedValues(first, second, measure) }))
    .filter(({ pairs }) => pairs.length > 0);
  const weighted = sets.flatMap(({ pairs: own }) =>
    own.map(({ first, second }) => (second - first) / (own.length * sets.length)),
  );
  const rows = sets.map(({ set, pairs: own }): Comparison => {
    const differences = own.map(({ first, second }) => second - first);
    const first = mean(own.map((pair) => pair.first));
    const second = mean(own.map((pair) => pair.second));
    const p = randomisationTest(differences, seed);
    return { set, first, second, difference: second - first, ...counts(differences), p };
  });
  if (rows.length < 2) return rows;
  const first = mean(rows.map((row) => row.first));
  const second = mean(rows.map((row) => row.second));
  const p = randomisationTest(weighted, seed);
  return [...rows, { set: 'mean', first, second, difference: second - first, ...counts(weighted), p }];
}

function pairedValues(first: Run, second: Run, measure: Measure): { first: number; second: number }[] {
  const values = new Map(first.judged.map((judged) => [judged.query, judged[measure]]));
  return second.judged.flatMap((judged) => {
    const own = values.get(judged.query);
    return own === undefined ? [] : [{ first: own, second: judged[measure] }];
  });
}

function counts(differences: number[]): Pick<Comparison, 'wins' | 'losses' | 'ties'> {
  const wins = differences.filter((difference) => difference > EQUAL).length;
  const losses = differences.filter((difference) => difference < -EQUAL).length;
  return { wins, losses, ties: differences.length - wins - losses };
}

const ROUNDS = 10_000;

/**
 * The probability of a sum of paired differences at least as far from zero if the two systems were the same, so that
 * each difference could as well have the other sign (Fisher's randomisation test, for retrieval: Smucker, Allan &
 * Carterette, CIKM 2007). Exact where all signs can be tried, else estimated from 10,000 draws that depend on the seed
 * alone, the observed one counted among them (Phipson & Smyth 2010).
 */
export function randomisationTest(differences: number[], seed: number): number {
  const sizes = differences.map(Math.abs).filter((size) => size > EQUAL);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  // Rounding must not tell apart what is as far: sums of the same numbers in another order.
  const least = observed - EQUAL * sizes.reduce((sum, size) => sum + size, 0);
  const asFar = (flipped: (at: number) => boolean) =>
    Math.abs(sizes.reduce((sum, size, at) => sum + (flipped(at) ? -size : size), 0)) >= least;
  let count = 0;
  if (2 ** sizes.length <= ROUNDS) {
    for (let signs = 0; signs < 2 ** sizes.length; signs++)
      if (asFar((at) => ((signs >> at) & 1) === 1)) count++;
    return count / 2 ** sizes.length;
  }
  const { next } = random(seed);
  for (let round = 0; round < ROUNDS; round++) if (asFar(() => next() < 0.5)) count++;
  return (count + 1) / (ROUNDS + 1);
}
