import { fit, type Kind, type Parts, type Scored } from './fit.js';

const parts = (plain: number, vector: number, window = 0): Parts => ({ plain, vector, window });
const query = (kind: Kind, documents: Record<string, Parts[]>): Scored => ({
  kind,
  grades: new Map([['right', 1]]),
  documents: Object.entries(documents).map(([id, units]) => ({ id, units })),
});
const CURRENT = { question: { vector: 0.3, window: 0.3 }, keywords: { vector: 0.8, window: 0 } };
/** Ranked right where meaning weighs more than 0.5. */
const byMeaning = (kind: Kind) => query(kind, { wrong: [parts(0.5, 0)], right: [parts(0.2, 0.6)] });
/** Ranked right where meaning weighs less than 0.5. */
const byWords = (kind: Kind) => query(kind, { wrong: [parts(0.2, 0.6)], right: [parts(0.5, 0)] });

test('finds the least weights of the grid that rank right, for each kind of query apart', () => {
  const { fitted, rows } = fit(
    [{ set: 'a', queries: [byMeaning('question'), byWords('keywords')] }],
    CURRENT,
  );
  expect(fitted).toEqual({ question: { vector: 0.6, window: 0 }, keywords: { vector: 0, window: 0 } });
  // Each query is ranked second before, which is worth 1 / log2(3), and first after.
  expect(rows[0]!.current).toBeCloseTo(1 / Math.log2(3), 12);
  expect(rows[0]!.fitted).toBe(1);
});

test('keeps the weights as they are where nothing is better', () => {
  const { fitted, rows } = fit([{ set: 'a', queries: [byWords('question')] }], CURRENT);
  expect(fitted).toEqual(CURRENT);
  expect(rows).toEqual([{ set: 'a', current: 1, fitted: 1, 'left out': 1 }]);
});

test('a set is scored by the weights that the others alone would give', () => {
  const sets = [
    { set: 'meaning', queries: [byMeaning('question')] },
    { set: 'words', queries: [byWords('question')] },
  ];
  const { rows } = fit(sets, CURRENT);
  // Without its own queries each set is fitted to the contrary.
  expect(rows.map((row) => row['left out'])).toEqual([1 / Math.log2(3), 1 / Math.log2(3)]);
});

test('a document counts by its best unit under the weights at hand', () => {
  const long = query('question', {
    wrong: [parts(0.5, 0)],
    right: [parts(0.4, 0), parts(0.1, 0, 1)],
  });
  const { fitted } = fit([{ set: 'a', queries: [long] }], CURRENT);
  expect(fitted.question).toEqual({ vector: 0, window: 0.5 });
});
