import fc from 'fast-check';
import type { StoredVector } from '#corpus';
import { VectorTable } from './vector-table.js';

const DIMENSIONS = 6;

/** Units of one to three vectors of length one, in two corpora; numbers are coarse, so that there are ties. */
const stored: fc.Arbitrary<StoredVector[]> = fc
  .array(
    fc.record({
      corpusId: fc.constantFrom('a', 'b'),
      vectors: fc.array(vector(), { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 60 },
  )
  .map((units) =>
    units.flatMap(({ corpusId, vectors }, at) =>
      vectors.map((one, place) => ({ corpusId, unitId: `u${at}`, sequence: at * 3 + place, vector: one })),
    ),
  );

function vector(): fc.Arbitrary<Float32Array> {
  return fc
    .array(fc.integer({ min: -3, max: 3 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
    .filter((values) => values.some((value) => value !== 0))
    .map((values) => Float32Array.from(values, (value) => value / Math.hypot(...values)));
}

function tableOf(rows: StoredVector[], split: number): VectorTable {
  const table = new VectorTable(DIMENSIONS);
  table.add(rows.slice(0, split));
  table.add(rows.slice(split));
  return table;
}

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);

test('the nearest are those of a full sort, of the corpora asked for, however the vectors came in', () => {
  fc.assert(
    fc.property(stored, vector(), fc.nat(20), fc.nat(60), (rows, query, limit, split) => {
      const sorted = rows
        .filter(({ corpusId }) => corpusId === 'a')
        .map((row) => ({ ...row, near: cosine(row.vector, query) }))
        .sort((a, b) => b.near - a.near)
        .slice(0, limit);
      const found = tableOf(rows, split).nearest(query, limit, new Set(['a']));
      expect(found).toHaveLength(sorted.length);
      const near = ({ unitId }: { unitId: string }) =>
        Math.max(...rows.filter((row) => row.unitId === unitId).map((row) => cosine(row.vector, query)));
      for (const [at, unit] of found.entries()) {
        expect(unit.corpusId).toBe('a');
        expect(near(unit)).toBeGreaterThanOrEqual(sorted[at]!.near - 1e-5);
      }
    }),
  );
});

test('a unit is as near as the normalised sum of its passages', () => {
  const passages = [
    [1, 0],
    [0, 1],
  ].map((values) => Float32Array.from(values));
  const table = new VectorTable(2);
  table.add(passages.map((one, sequence) => ({ corpusId: 'a', unitId: 'u', sequence, vector: one })));
  const near = table.nearness('u', Float32Array.of(1, 0))!;
  expect(near.unit).toBeCloseTo(Math.SQRT1_2);
  expect(near.passages).toEqual([1, 0]);
  expect(table.nearness('other', Float32Array.of(1, 0))).toBeUndefined();
});

test('more vectors than there was room for are all kept', () => {
  const table = new VectorTable(2);
  const rows = Array.from({ length: 5000 }, (_, at) => ({
    ...{ corpusId: 'a', unitId: `u${at}`, sequence: at },
    vector: Float32Array.of(Math.cos(at / 5000), Math.sin(at / 5000)),
  }));
  for (let from = 0; from < rows.length; from += 700) table.add(rows.slice(from, from + 700));
  const units = table.nearest(Float32Array.of(1, 0), 3, new Set(['a'])).map(({ unitId }) => unitId);
  expect(units).toEqual(['u0', 'u1', 'u2']);
});
