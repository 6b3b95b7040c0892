import { chosen } from './candidates.js';

const term = (id: number, df: number, weight: number) => ({ id, df, weight });
const selection = (terms: ReturnType<typeof term>[], budget: number) => {
  const { any, together } = chosen(terms, 1_000_000, budget);
  return { any, together };
};

test('terms that say much are looked up alone, and what is too frequent in sets, as far as the budget goes', () => {
  const terms = [term(1, 900_000, 0.1), term(2, 300, 8), term(3, 60_000, 2.8), term(4, 80_000, 2.5)];
  expect(selection(terms, 60)).toEqual({ any: [], together: [[2, 3]] });
  expect(selection(terms, 20_000)).toEqual({ any: [2], together: [[3, 4]] });
  expect(selection(terms, 70_000)).toEqual({ any: [2, 3], together: [] });
});

test('where every term is too frequent, sets that few units hold are looked up', () => {
  const terms = [term(1, 100_000, 2.3), term(2, 100_000, 2.3), term(3, 400_000, 0.9)];
  expect(selection(terms, 20_000)).toEqual({ any: [], together: [[1, 2]] });
});

test('a set within budget makes larger ones that hold it needless', () => {
  const terms = [term(1, 20_000, 4), term(2, 30_000, 3.5), term(3, 40_000, 3)];
  expect(selection(terms, 500)).toEqual({ any: [], together: [[1, 2, 3]] });
  expect(selection(terms, 10_000).together).toEqual([
    [1, 2],
    [1, 3],
    [2, 3],
  ]);
});

test('of a single frequent term so many units are looked at as there may be', () => {
  expect(chosen([term(1, 500_000, 1)], 1_000_000, 20_000)).toEqual({
    any: [1],
    together: [],
    most: 20_000,
  });
  expect(selection([], 20_000)).toEqual({ any: [], together: [] });
});

test('of many frequent terms those that say most are looked up together', () => {
  const terms = Array.from({ length: 20 }, (_, id) => term(id, 30_000, id));
  expect(Math.min(...selection(terms, 20_000).together.flat())).toBe(14);
});

test('of many rare terms each is looked up', () => {
  const terms = Array.from({ length: 20 }, (_, id) => term(id, 100, 9 - id / 100));
  expect(selection(terms, 2_500)).toEqual({ any: terms.map(({ id }) => id), together: [] });
});
