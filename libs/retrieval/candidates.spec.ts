import { chosen } from './candidates.js';

const term = (id: number, df: number, weight = 1) => ({ id, df, weight });
const selection = (terms: ReturnType<typeof term>[], budget: number) => {
  const { any, together } = chosen(terms, 1_000_000, budget);
  return { any: any.ids, together: together.lists };
};

test('rare terms are looked up alone until the budget is spent, and what is too frequent in pairs', () => {
  const terms = [term(1, 900_000), term(2, 300), term(3, 60_000), term(4, 80_000), term(5, 15_000)];
  expect(selection(terms, 20_000)).toEqual({ any: [2, 5], together: [] });
  expect(selection(terms, 21_000)).toEqual({ any: [2, 5], together: [[3, 4]] });
});

test('where every term is too frequent, pairs that few units hold are looked up', () => {
  const terms = [term(1, 100_000), term(2, 100_000), term(3, 400_000)];
  expect(selection(terms, 20_000)).toEqual({ any: [], together: [[1, 2]] });
});

test('of a single frequent term so many units are looked at as there may be', () => {
  expect(chosen([term(1, 500_000)], 1_000_000, 20_000).any).toEqual({ ids: [1], most: 20_000 });
  expect(selection([], 20_000)).toEqual({ any: [], together: [] });
});

test('of many frequent terms those that say most are paired', () => {
  const terms = Array.from({ length: 20 }, (_, id) => term(id, 30_000, id));
  const { together } = selection(terms, 20_000);
  expect(together).toHaveLength(15);
  expect(Math.min(...together.flat())).toBe(14);
});
