import { firstRelevant, meanOf, measure } from './measures.js';

const grades = (judgements: Record<string, number>) => new Map(Object.entries(judgements));
const of = (judgements: Record<string, number>, ranking: string[]) => measure(grades(judgements), ranking);

test('a perfect ranking scores one', () => {
  expect(of({ a: 1, b: 1 }, ['a', 'b', 'x'])).toEqual({ 'nDCG@10': 1, 'recall@10': 1, 'recall@100': 1 });
});

test('the gain of a rank is divided by log2(rank + 1)', () => {
  expect(of({ a: 1 }, ['x', 'a'])['nDCG@10']).toBeCloseTo(1 / Math.log2(3), 12); // 0.6309
  expect(of({ a: 1 }, ['x', 'y', 'a'])['nDCG@10']).toBeCloseTo(0.5, 12);
});

test('grades count as they are', () => {
  // ideal 3/1 + 1/log2(3) = 3.63093; got 1/1 + 3/log2(3) = 2.89279
  expect(of({ a: 3, b: 1 }, ['b', 'a'])['nDCG@10']).toBeCloseTo(2.89279 / 3.63093, 5);
});

test('a document judged irrelevant is not to be found', () => {
  expect(of({ a: 1, b: 0 }, ['b', 'a'])).toMatchObject({ 'recall@10': 1, 'recall@100': 1 });
  expect(of({ a: 1, b: 0 }, ['b'])['nDCG@10']).toBe(0);
});

test('what comes after the tenth or the hundredth does not count', () => {
  const ranking = [...Array.from({ length: 10 }, (_, at) => `x${at}`), 'a'];
  expect(of({ a: 1 }, ranking)).toEqual({ 'nDCG@10': 0, 'recall@10': 0, 'recall@100': 1 });
  const far = [...Array.from({ length: 100 }, (_, at) => `x${at}`), 'a'];
  expect(of({ a: 1 }, far)['recall@100']).toBe(0);
});

test('the ideal is cut at ten, recall is over all that is relevant', () => {
  const judgements = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`d${at}`, 1]));
  const found = of(judgements, Object.keys(judgements).slice(0, 10));
  expect(found).toEqual({ 'nDCG@10': 1, 'recall@10': 0.5, 'recall@100': 0.5 });
});

test('means are over queries; one without a result counts as nothing', () => {
  expect(meanOf([of({ a: 1 }, ['a']), of({ b: 1 }, [])])).toEqual({
    'nDCG@10': 0.5,
    'recall@10': 0.5,
    'recall@100': 0.5,
  });
});

test('the first relevant document is counted from one', () => {
  expect(firstRelevant(grades({ a: 1, b: 0 }), ['b', 'x', 'a'])).toBe(3);
  expect(firstRelevant(grades({ a: 1 }), ['x'])).toBeNull();
});
