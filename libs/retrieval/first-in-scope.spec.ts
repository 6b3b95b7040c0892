import type { Scope, UnitKey } from '#corpus';
import { firstInScope } from './first-in-scope.js';

const scope: Scope = {
  asker: { principal: null, anonymous: true },
  corpora: [{ id: 'c', slug: 'c', language: 'da' }],
  ...{ asOf: '2026-01-01', filters: [], required: [], excluded: [] },
};

/** The first four of so many ranked units, of which each `every`th is in scope; with the sizes of what was asked. */
async function first(stored: number, every: number) {
  const asked: number[] = [];
  const visible = async (_: Scope, units: UnitKey[]) => {
    asked.push(units.length);
    return units
      .filter(({ unitId }) => Number(unitId) % every === 0)
      .map((unit) => ({ ...unit, versionId: 'v' }));
  };
  const all = Array.from({ length: stored }, (_, at) => ({ corpusId: 'c', unitId: String(at) }));
  const found = await firstInScope({ visible }, scope, 4, (count) => all.slice(0, count));
  return { asked, found: found?.map(({ unitId }) => unitId) ?? null };
}

test('asks for a few more than wanted, and for the others only when too few of these are in scope', async () => {
  expect(await first(20, 1)).toEqual({ asked: [5], found: ['0', '1', '2', '3'] });
  expect(await first(20, 2)).toEqual({ asked: [5, 3], found: ['0', '2', '4', '6'] });
});

test('gives what there is when all that is stored was ranked, and nothing when more may lie behind', async () => {
  expect(await first(6, 3)).toEqual({ asked: [5, 1], found: ['0', '3'] });
  expect(await first(20, 3)).toEqual({ asked: [5, 3], found: null });
});
