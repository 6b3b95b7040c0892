import { compareRuns, randomisationTest } from './compare.js';
import type { Run } from './runs.js';

const run = (set: string, values: Record<string, number>): Run => ({
  set,
  system: 'kilde',
  judged: Object.entries(values).map(([query, value]) => ({
    query,
    'nDCG@10': value,
    'recall@10': 0,
    'recall@100': 0,
    first: null,
    top: [],
  })),
});

test('three equal differences: two of the eight sign patterns are as far from zero', () => {
  expect(randomisationTest([0.1, 0.1, 0.1], 1)).toBe(2 / 8);
});

test('sizes 3, 2, 1 of one sign but the last: sums of 4 or more are ±6 and ±4, four of eight', () => {
  expect(randomisationTest([0.3, 0.2, -0.1], 1)).toBe(4 / 8);
});

test('queries that both answer alike say nothing', () => {
  expect(randomisationTest([0, 0, 0], 1)).toBe(1);
  expect(randomisationTest([0.1, 0, 0.1, 0, 0.1], 1)).toBe(2 / 8);
});

test('many differences: a drawn p is the same for a seed and near the exact one', () => {
  // 20 equal differences, 15 up and 5 down: P(|S| >= 10) = 2 (1 + 20 + 190 + 1140 + 4845 + 15504) / 2^20 = 0.0414
  const differences = Array.from({ length: 20 }, (_, at) => (at < 15 ? 0.1 : -0.1));
  const p = randomisationTest(differences, 7);
  expect(p).toBe(randomisationTest(differences, 7));
  expect(Math.abs(p - 0.0414)).toBeLessThan(0.01);
  expect(
    randomisationTest(
      Array.from({ length: 20 }, () => 0.1),
      7,
    ),
  ).toBeCloseTo(1 / 10_001, 3);
});

test('a comparison counts wins, losses and ties over the queries that both runs have', () => {
  const first = run('a', { x: 0.5, y: 1, z: 0.2, lost: 1 });
  const second = run('a', { x: 1, y: 0.5, z: 0.2, new: 1 });
  const [row, ...rest] = compareRuns([[first, second]], 'nDCG@10', 1);
  expect(row).toMatchObject({ set: 'a', wins: 1, losses: 1, ties: 1, p: 1 });
  expect(row!.difference).toBeCloseTo(0, 12);
  expect(rest).toEqual([]);
});

test('together each set counts once, however many queries it has', () => {
  const small = [run('s', { x: 0 }), run('s', { x: 1 })] as [Run, Run];
  const large = [run('l', { x: 0, y: 0, z: 0, w: 0 }), run('l', { x: 0, y: 0, z: 0, w: 0 })] as [Run, Run];
  const all = compareRuns([small, large], 'nDCG@10', 1).at(-1)!;
  expect(all).toMatchObject({ set: 'mean', first: 0, second: 0.5, difference: 0.5, wins: 1, ties: 4 });
});
