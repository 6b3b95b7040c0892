import type { Scope, SearchRepository, UnitContent, UnitKey } from '#corpus';
import { UnitStore } from './unit-store.js';

const scope = {} as Scope;

/** A repository of units u0, u1, … of which `allowed` are in scope; counts what is fetched. */
function repository(allowed: (id: string) => boolean) {
  const fetched: string[] = [];
  const content = (id: string): UnitContent => ({
    ...{ id, language: 'da', start: 0, context: 'Titel', text: `lejeren i ${id}`, identifiers: [] },
    passages: [{ id: `p-${id}`, language: 'da', start: 0, end: 12, headings: [], pageFrom: null }],
  });
  return {
    fetched,
    nearness: async (_: Scope, keys: UnitKey[]) =>
      keys
        .filter(({ unitId }) => allowed(unitId))
        .map(({ unitId }) => ({ id: unitId, versionId: 'v', cosine: 0.5, passageCosines: [0.25] })),
    contents: async (_: Scope, keys: UnitKey[]) => {
      fetched.push(...keys.map(({ unitId }) => unitId));
      return keys.map(({ unitId }) => content(unitId));
    },
    versions: async () => [],
  };
}

const keys = (...ids: string[]): UnitKey[] => ids.map((unitId) => ({ corpusId: 'c', unitId }));

test('a content is fetched once, its cosines come anew each time', async () => {
  const source = repository(() => true);
  const store = new UnitStore(source as unknown as SearchRepository);
  await store.load(scope, keys('u0', 'u1'), null);
  const { units } = await store.load(scope, keys('u1', 'u2'), null);
  expect(source.fetched).toEqual(['u0', 'u1', 'u2']);
  expect(units.map((unit) => [unit.id, unit.cosine, unit.passages[0]!.cosine])).toEqual([
    ['u1', 0.5, 0.25],
    ['u2', 0.5, 0.25],
  ]);
  expect(Array.from(units[0]!.textWords, (number) => store.known[number])).toEqual(['lejeren', 'i', 'u1']);
});

test('a kept unit that the database does not allow is not given out', async () => {
  let open = true;
  const store = new UnitStore(repository(() => open) as unknown as SearchRepository);
  expect((await store.load(scope, keys('u0'), null)).units).toHaveLength(1);
  open = false;
  expect((await store.load(scope, keys('u0'), null)).units).toEqual([]);
});
