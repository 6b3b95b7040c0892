import fc from 'fast-check';
import type { UnitImpacts } from '#corpus';
import { ImpactTable } from './impact-table.js';

/** Units of a few terms each, in two corpora; some come twice, and only what came last counts. */
const stored: fc.Arbitrary<UnitImpacts[]> = fc
  .array(
    fc.record({
      corpusId: fc.constantFrom('a', 'b'),
      unitId: fc.nat(40).map((at) => `u${at}`),
      impacts: fc.uniqueArray(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 8 })), {
        selector: ([id]) => id,
      }),
    }),
    { maxLength: 80 },
  )
  .map((units) =>
    units.map(({ impacts, ...unit }, sequence) => ({
      ...{ ...unit, sequence },
      ids: Int32Array.from(impacts, ([id]) => id),
      weights: Float32Array.from(impacts, ([, weight]) => weight),
    })),
  );
const query = fc.uniqueArray(fc.tuple(fc.nat(15), fc.integer({ min: 1, max: 4 })), {
  selector: ([id]) => id,
});

function product({ ids, weights }: UnitImpacts, wanted: Map<number, number>): number {
  return ids.reduce((sum, id, at) => sum + weights[at]! * (wanted.get(id) ?? 0), 0);
}

test('the best are those of a full sort over what each unit has now, of the corpora asked for', () => {
  fc.assert(
    fc.property(stored, query, fc.nat(20), fc.nat(80), (rows, terms, limit, split) => {
      const table = new ImpactTable();
      table.add(rows.slice(0, split));
      table.add(rows.slice(split));
      const wanted = new Map(terms);
      const now = new Map(rows.map((row) => [row.unitId, row]));
      const scores = [...now.values()]
        .filter(({ corpusId }) => corpusId === 'a')
        .map((row) => product(row, wanted))
        .filter((score) => score > 0)
        .sort((a, b) => b - a);
      const found = table.best(wanted, limit, new Set(['a']));
      expect(found.map(({ unitId }) => product(now.get(unitId)!, wanted))).toEqual(scores.slice(0, limit));
      expect(new Set(found.map(({ unitId }) => unitId)).size).toBe(found.length);
    }),
  );
});

test('a term that many units hold keeps them all, whatever else comes in between', () => {
  const table = new ImpactTable();
  const unit = (at: number) => ({
    ...{ corpusId: 'a', unitId: `u${at}`, sequence: at },
    ids: Int32Array.of(7, 1000 + at, 5000 + (at % 3)),
    weights: Float32Array.of(1 + at / 5000, 1, 1),
  });
  for (let at = 0; at < 5000; at++) table.add([unit(at)]);
  const found = table.best(new Map([[7, 1]]), 5000, new Set(['a'])).map(({ unitId }) => unitId);
  expect(found).toHaveLength(5000);
  expect(found.slice(0, 2)).toEqual(['u4999', 'u4998']);
  expect(table.best(new Map([[1234, 1]]), 9, new Set(['a']))).toMatchObject([{ unitId: 'u234' }]);
});
