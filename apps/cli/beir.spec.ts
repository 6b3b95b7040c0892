import { metrics, type TestSet } from './beir.js';

const set = (judgements: Record<string, Record<string, number>>): TestSet => ({
  name: 'toy',
  documents: [],
  queries: Object.keys(judgements).map((id) => ({ id, text: id })),
  judgements: new Map(
    Object.entries(judgements).map(([id, grades]) => [id, new Map(Object.entries(grades))]),
  ),
});
const of = (judgements: Record<string, number>, ranking: string[]) =>
  metrics(set({ q: judgements }), new Map([['q', ranking]]));

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
  const found = metrics(set({ p: { a: 1 }, q: { b: 1 } }), new Map([['p', ['a']]]));
  expect(found).toEqual({ 'nDCG@10': 0.5, 'recall@10': 0.5, 'recall@100': 0.5 });
});
