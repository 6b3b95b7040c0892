import fc from 'fast-check';
import { bestRows } from './best-rows.js';

test('the best rows are those of a full sort, the first of equal ones, and none at or below the floor', () => {
  const scores = fc.array(
    fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ min: -3, max: 3, noNaN: true })),
  );
  fc.assert(
    fc.property(scores, fc.nat(12), fc.integer({ min: -4, max: 2 }), (given, limit, floor) => {
      const array = Float32Array.from(given);
      const sorted = [...array.keys()]
        .filter((row) => array[row]! > floor)
        .sort((a, b) => array[b]! - array[a]! || a - b);
      expect(bestRows(array, array.length, limit, floor)).toEqual(sorted.slice(0, limit));
    }),
  );
});

test('rows behind those that count are left alone', () => {
  expect(bestRows(Float32Array.of(1, 2, 9), 2, 5, 0)).toEqual([1, 0]);
});
