import type { Asker, Candidate, Nearness, ContentsRepository, UnitContent, UnitKey } from '#corpus';
import { startStopwatch } from '#platform';
import { UnitStore } from './unit-store.js';
import type { Vectors } from './vectors.js';
import { VersionStore } from './version-store.js';

const ASKER: Asker = { principal: null, anonymous: true };
const query = { setId: 1, vector: Float32Array.of(1) };
const near: Nearness = { unit: 0.5, passages: [0.25] };
const vectors: Vectors = {
  prepare: async () => {},
  nearest: async () => [],
  nearness: async (_, units) => new Map(units.map(({ unitId }) => [unitId, near])),
};

/** A repository of units u0, u1, …; says what is fetched. */
function repository() {
  const fetched: string[] = [];
  const content = (id: string): UnitContent => ({
    ...{ id, language: 'da', start: 0, context: 'Titel', text: `lejeren i ${id}`, identifiers: [] },
    passages: [{ id: `p-${id}`, language: 'da', start: 0, end: 12, headings: [], pageFrom: null }],
  });
  return {
    fetched,
    units: async (_: Asker, keys: UnitKey[]) => {
      fetched.push(...keys.map(({ unitId }) => unitId));
      return keys.map(({ unitId }) => content(unitId));
    },
    versions: async () => [],
    said: async () => ({ ranks: new Map(), treatments: new Map() }),
  };
}

function storeOn(source: ReturnType<typeof repository>): UnitStore {
  const contents = source as unknown as ContentsRepository;
  return new UnitStore(contents, new VersionStore(contents), vectors);
}

const candidates = (...ids: string[]): Candidate[] =>
  ids.map((unitId) => ({ corpusId: 'c', unitId, versionId: 'v' }));

test('a content is fetched once, its cosines come anew each time', async () => {
  const source = repository();
  const store = storeOn(source);
  await store.load(ASKER, candidates('u0', 'u1'), null, startStopwatch());
  const { units } = await store.load(ASKER, candidates('u1', 'u2'), query, startStopwatch());
  expect(source.fetched).toEqual(['u0', 'u1', 'u2']);
  expect(units.map((unit) => [unit.id, unit.cosine, unit.cosines])).toEqual([
    ['u1', 0.5, [0.25]],
    ['u2', 0.5, [0.25]],
  ]);
  expect(units[0]!.textWords).toEqual(store.numbers.numbered('lejeren i u1', 'da'));
});

test('only the candidates asked for are given out, whatever else is kept', async () => {
  const store = storeOn(repository());
  expect((await store.load(ASKER, candidates('u0'), null, startStopwatch())).units).toHaveLength(1);
  expect((await store.load(ASKER, [], null, startStopwatch())).units).toEqual([]);
});
