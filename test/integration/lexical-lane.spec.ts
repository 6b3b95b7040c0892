import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ContentsRepository,
  ImpactsRepository,
  ReindexRepository,
  SearchRepository,
  stem,
  termId,
  VectorsRepository,
  type Asker,
  type Candidate,
  type LexicalQuery,
  type Scope,
} from '#corpus';
import { createLog } from '#platform';
import { WorkerModule } from '../../apps/worker/worker.module.js';
import { ImpactsInMemory } from '../../libs/retrieval/impacts.js';
import { House } from '../harness.js';

let house: House;
let app: INestApplicationContext;
let scope: Scope;
beforeAll(async () => {
  house = await House.open();
  await house.corpus('rulings', { fields: [{ name: 'topic', type: 'keyword' }] });
  await house.put('rulings', 'both', 'Lejeren klager over skimmel og varme.', { topic: 'a' });
  await house.put('rulings', 'mould', 'Udlejer fjerner skimmel i køkkenet.', { topic: 'b' });
  await house.put('rulings', 'heat', 'Udlejer skruer op for varme i stuen.', { topic: 'c' });
  await house.put('rulings', 'none', 'Udlejer maler trappen.', { topic: 'a' });
  const module = WorkerModule.on(house.kilde.connection, house.config, createLog('quiet'));
  app = await NestFactory.createApplicationContext(module, { logger: false });
  const [{ id }] = (await house.sql<{ id: string }>(`SELECT id FROM corpora`)) as [{ id: string }];
  scope = {
    asker: { principal: null, anonymous: true },
    corpora: [{ id, slug: 'rulings', language: 'da' }],
    ...{ asOf: new Date().toISOString().slice(0, 10), filters: [], required: [], excluded: [] },
  };
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const id = (word: string) => termId('da', stem(word, 'da'));
const [mould, heat] = [id('skimmel'), id('varme')];
const weights = new Map([
  [mould, 2],
  [heat, 1],
]);

const NOTHING: LexicalQuery = { any: [], together: [], most: 100, weights };

async function found(query: Partial<LexicalQuery>, limit: number, within = scope): Promise<string[]> {
  return keysOf(await app.get(SearchRepository).lexical(within, { ...NOTHING, ...query }, limit));
}

async function keysOf(candidates: Candidate[]): Promise<string[]> {
  const keys = await house.sql<{ id: string; key: string }>(
    `SELECT v.id, d.key FROM versions v JOIN documents d ON d.id = v.document_id`,
  );
  return candidates.map(({ versionId }) => keys.find((row) => row.id === versionId)!.key);
}

test('candidates hold one of the terms, or a list of terms whole, each once and best first', async () => {
  expect(await found({ any: [mould, heat] }, 10)).toEqual(['both', 'mould', 'heat']);
  expect(await found({ together: [[mould, heat]] }, 10)).toEqual(['both']);
  expect(await found({ any: [heat], together: [[mould, heat]] }, 10)).toEqual(['both', 'heat']);
  expect(await found({}, 10)).toEqual([]);
});

test('of what is too frequent so many are looked at, and no more', async () => {
  expect(await found({ any: [mould, heat], most: 2 }, 10)).toHaveLength(2);
  expect(await found({ together: [[mould], [heat]], most: 1 }, 10)).toHaveLength(1);
});

test('where the first looked at are out of scope, those in scope are found all the same', async () => {
  const topic = (value: string): Scope => ({
    ...scope,
    filters: [{ field: 'topic', type: 'keyword', anyOf: [value] }],
  });
  const query = { any: [mould, heat] };
  expect(await found(query, 1, topic('c'))).toEqual(['heat']);
  // One in scope is more than a few of three.
  expect(await found({ ...query, most: 3 }, 1, topic('c'))).toEqual(['heat']);
  expect(await found(query, 1, { ...scope, asker: { principal: null, anonymous: false } })).toEqual([]);
});

describe('impacts kept in memory', () => {
  const inMemory = () => new ImpactsInMemory(app.get(SearchRepository), app.get(ImpactsRepository));
  const byMemory = async (impacts: ImpactsInMemory, limit = 10, within = scope) => {
    await impacts.prepare();
    return keysOf(await impacts.best(within, NOTHING, limit));
  };

  test('find what the database finds by all terms, in scope alone', async () => {
    expect(await byMemory(inMemory())).toEqual(['both', 'mould', 'heat']);
    const topic: Scope = { ...scope, filters: [{ field: 'topic', type: 'keyword', anyOf: ['b'] }] };
    expect(await byMemory(inMemory(), 1, topic)).toEqual(['mould']);
    expect(
      await byMemory(inMemory(), 10, { ...scope, asker: { principal: null, anonymous: false } }),
    ).toEqual([]);
  });

  test('are those of now after a document has come, another has gone, and one has been renewed', async () => {
    const impacts = inMemory();
    await byMemory(impacts);
    const late = await house.put('rulings', 'late', 'Skimmel.', { topic: 'a' });
    expect(await byMemory(impacts)).toEqual(['late', 'both', 'mould', 'heat']);
    await house.admin.call('deleteDocument', { params: { id: late.documentId! } });
    expect(await byMemory(impacts)).toEqual(['both', 'mould', 'heat']);

    const [unit] = await house.sql<{ id: string; impacts: string }>(
      `SELECT u.id, u.impacts::text AS impacts FROM units u JOIN versions v ON v.id = u.version_id
       JOIN documents d ON d.id = v.document_id WHERE d.key = 'heat'`,
    );
    const corpusId = scope.corpora[0]!.id;
    const renew = (heavy: number) =>
      app
        .get(ReindexRepository)
        .renewImpacts(corpusId, [{ id: unit!.id, impacts: new Map([[heat, heavy]]) }]);
    await renew(9);
    expect(await byMemory(impacts)).toEqual(['heat', 'both', 'mould']);
    await renew(0.1);
    expect(await byMemory(impacts)).toEqual(['both', 'mould', 'heat']);
  });
});

test('what a lane has found is looked up only for who may read it', async () => {
  const [search, vectors] = [app.get(SearchRepository), app.get(VectorsRepository)];
  const contents = app.get(ContentsRepository);
  const query = { ...NOTHING, any: [mould] };
  const units = await search.lexical(scope, query, 10);
  const [{ id: setId }] = (await house.sql<{ id: number }>(`SELECT id FROM embedding_sets`)) as [
    { id: number },
  ];
  const near = { setId, vector: new Float32Array(256).fill(1 / 16) };
  const lookedUp = async (asker: Asker) => [
    (await contents.units(asker, units)).length,
    (
      await contents.versions(
        asker,
        units.map((unit) => unit.versionId),
      )
    ).length,
    (await vectors.nearness(asker, units, near)).size,
  ];
  expect(await lookedUp(scope.asker)).toEqual([2, 2, 2]);
  expect(await lookedUp({ principal: null, anonymous: false })).toEqual([0, 0, 0]);
});
