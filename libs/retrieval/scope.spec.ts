import type { ReadableCorpus } from '#corpus';
import { checkFilters, chooseCorpora } from './scope.js';

const corpus = (slug: string, fields: Partial<ReadableCorpus['fields'][number]>[] = []) =>
  ({ id: slug, slug, fields }) as ReadableCorpus;
const READABLE = [
  corpus('rulings', [
    { name: 'amount', type: 'number' },
    { name: 'topics', type: 'keyword' },
  ]),
  corpus('care'),
];
const check = (filters: Parameters<typeof checkFilters>[0]) => checkFilters(filters, READABLE);

test('takes every readable corpus when none is named, and each named one once', () => {
  expect(chooseCorpora(READABLE, undefined)).toBe(READABLE);
  expect(chooseCorpora(READABLE, ['care', 'care']).map(({ slug }) => slug)).toEqual(['care']);
});

test('never takes all for one that is unknown', () => {
  expect(() => chooseCorpora(READABLE, ['care', 'secret'])).toThrow(/"secret".*rulings, care/);
  expect(() => chooseCorpora([], ['secret'])).toThrow(/you may read: none/);
});

test.each([
  [{ topics: ['a', 3] }, { field: 'topics', type: 'keyword', anyOf: ['a', '3'] }],
  [{ kind: ['ruling'] }, { field: 'kind', type: 'keyword', anyOf: ['ruling'] }],
  [{ amount: ['4250.5', 3] }, { field: 'amount', type: 'number', anyOf: [4250.5, 3] }],
  [{ amount: { from: '1' } }, { field: 'amount', type: 'number', from: 1 }],
  [{ amount: {} }, { field: 'amount', type: 'number' }],
  [
    { date: { from: '2024-01-01', to: '2024-02-29' } },
    { field: 'date', type: 'date', from: '2024-01-01', to: '2024-02-29' },
  ],
])('%j is a filter', (requested, filter) => {
  expect(check(requested as Parameters<typeof checkFilters>[0])).toEqual([filter]);
});

test.each([
  [{ colour: ['red'] }, 'unknown-filter', /"colour".*kind, language, date, version, amount, topics/],
  [{ topics: { from: 'a' } }, 'bad-filter', /"topics" takes a list/],
  [{ amount: ['x'] }, 'bad-filter', /"amount" needs numbers, not "x"/],
  [{ amount: { to: '' } }, 'bad-filter', /"amount"/],
  [{ amount: ['Infinity'] }, 'bad-filter', /"amount"/],
  [{ date: ['2024-02-30'] }, 'bad-filter', /"date" needs days/],
  [{ date: { from: '2023-02-29' } }, 'bad-filter', /"date"/],
  [{ date: ['2024'] }, 'bad-filter', /"date"/],
])('%j is refused', (requested, code, message) => {
  const refused = () => check(requested as Parameters<typeof checkFilters>[0]);
  expect(refused).toThrow(message);
  expect(refused).toThrow(expect.objectContaining({ code, status: 400 }) as Error);
});
