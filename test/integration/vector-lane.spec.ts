import { createHash, randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  EmbeddingSetsRepository,
  keptBy,
  NearestRepository,
  noChange,
  openBulkLoad,
  VectorIndexesRepository,
  type Filter,
  type NewVersion,
  type Scope,
} from '#corpus';
import { createLog } from '#platform';
import { random } from '../../apps/cli/bench/random.js';
import { WorkerModule } from '../../apps/worker/worker.module.js';
import { House, onServer } from '../harness.js';

const DOCUMENTS = 12_000;
const DIMENSIONS = 8;
const LIMIT = 40;

const onServers = onServer ? describe : describe.skip;

onServers('the vector lane along an index', () => {
  let house: House;
  let app: INestApplicationContext;
  let setId: number;
  let corpusId: string;
  const vectors = new Map<number, Float32Array>();

  beforeAll(async () => {
    house = await House.open();
    const module = WorkerModule.on(house.kilde.connection, house.config, createLog('quiet'));
    app = await NestFactory.createApplicationContext(module, { logger: false });
    await house.corpus('many', { fields: [{ name: 'kept', type: 'keyword' }] });
    corpusId = (await house.sql<{ id: string }>(`SELECT id FROM corpora WHERE slug = 'many'`))[0]!.id;
    setId = (await app.get(EmbeddingSetsRepository).of('a test', async () => DIMENSIONS)).id;
    const load = await openBulkLoad(house.kilde.connection, corpusId, '64MB');
    await load.add(Array.from({ length: DOCUMENTS }, (_, at) => versionOf(at)));
    await load.finish(noChange());
    await load.close();
    const indexes = app.get(VectorIndexesRepository);
    const partition = `passage_vectors_${corpusId.replaceAll('-', '')}`;
    const index = { name: `${partition}_hnsw_${setId}`, partition, setId, dimensions: DIMENSIONS };
    await indexes.build({ ...index, vectors: DOCUMENTS, state: 'missing' }, 64, () => {});
  });
  afterAll(async () => {
    await app.close();
    await house.close();
  });

  function versionOf(at: number): NewVersion {
    const by = random(5, at);
    const vector = unit(Array.from({ length: DIMENSIONS }, () => by.normal()));
    vectors.set(at, vector);
    const span = { language: 'da' as const, start: 0, end: 4 };
    const digest = createHash('sha256').update(String(at)).digest();
    return {
      ...{ corpusId, key: `d-${at}`, title: `d-${at}`, kind: at % 2 ? 'odd' : 'even', language: 'da' },
      ...{ date: null, text: 'text', metadata: { kept: keptBy(at) }, supplied: {}, warnings: [] },
      ...{ originalId: randomUUID(), sha256: digest, mediaType: 'text/plain', headings: [], pages: [] },
      ...{ layout: [], validFrom: at % 3 ? null : '2030-01-01', validTo: null, receivedOn: '2026-01-01' },
      units: [
        {
          ...{ ...span, context: '', text: 'text', terms: [1], impacts: new Map([[1, 1]]), identifiers: [] },
          features: { stems: new Map(), parts: new Map(), grams: new Set(), stemLength: 1, gramLength: 1 },
          passages: [
            {
              ...span,
              headings: [],
              pageFrom: null,
              pageTo: null,
              digest,
              vectors: new Map([[setId, vector]]),
            },
          ],
        },
      ],
    };
  }

  const scopeOf = (filters: Filter[], more: Partial<Scope> = {}): Scope => ({
    asker: { principal: null, anonymous: true },
    corpora: [{ id: corpusId, slug: 'many', language: 'da' }],
    ...{ asOf: '2026-06-01', filters, required: [], excluded: [], ...more },
  });
  const kept = (share: string): Filter => ({ field: 'kept', type: 'keyword', anyOf: [share] });
  const inForce = (at: number) => at % 3 !== 0;

  /** Share of the exact nearest in scope that the lane finds first, over several queries; and the queries' results. */
  async function recall(scope: Scope, isIn: (at: number) => boolean): Promise<number> {
    let [found, wanted] = [0, 0];
    for (let query = 0; query < 5; query++) {
      const by = random(9, query);
      const vector = unit(Array.from({ length: DIMENSIONS }, () => by.normal()));
      const near = await app.get(NearestRepository).nearest(scope, { setId, vector }, LIMIT);
      const keys = await house.sql<{ id: string; key: string }>(
        `SELECT v.id, d.key FROM versions v JOIN documents d ON d.id = v.document_id WHERE v.id = ANY ($1)`,
        [near.map(({ versionId }) => versionId)],
      );
      const places = near.map(({ versionId }) =>
        Number(keys.find(({ id }) => id === versionId)!.key.slice(2)),
      );
      expect(places.filter((at) => !isIn(at))).toEqual([]);
      const cosine = (at: number) => vector.reduce((sum, value, i) => sum + value * vectors.get(at)![i]!, 0);
      const exact = [...vectors.keys()].filter(isIn).sort((a, b) => cosine(b) - cosine(a));
      const best = exact.slice(0, 10);
      expect(near).toHaveLength(Math.min(LIMIT, exact.length));
      wanted += best.length;
      found += best.filter((at) => places.slice(0, 12).includes(at)).length;
    }
    return wanted === 0 ? 1 : found / wanted;
  }

  test('finds nearly all of the nearest without a filter and with any, and nothing out of scope', async () => {
    const scans = async () =>
      (
        await house.sql<{ scans: number }>(
          `SELECT idx_scan::int AS scans FROM pg_stat_user_indexes WHERE indexrelname LIKE '%hnsw%'`,
        )
      )[0]!.scans;
    expect(await recall(scopeOf([]), inForce)).toBeGreaterThan(0.95);
    await house.eventually(async () => expect(await scans()).toBeGreaterThan(0));
    for (const [share, each] of [
      ['10 %', 10],
      ['1 %', 100],
      ['0.1 %', 1000],
      ['0.01 %', 10_000],
    ] as const)
      expect(await recall(scopeOf([kept(share)]), (at) => at % each === 0 && inForce(at))).toBeGreaterThan(
        0.95,
      );
    const even = scopeOf([{ field: 'kind', type: 'keyword', anyOf: ['even'] }]);
    expect(await recall(even, (at) => at % 2 === 0 && inForce(at))).toBeGreaterThan(0.95);
    expect(await recall(scopeOf([], { outdated: true }), (at) => at % 3 === 0)).toBeGreaterThan(0.95);
    expect(await recall(scopeOf([kept('none')]), () => false)).toBe(1);
  });

  test('fails closed: who may not read the corpus, or asks for none, finds nothing', async () => {
    const nobody = { principal: null, anonymous: false };
    expect(await recall(scopeOf([], { asker: nobody }), () => false)).toBe(1);
    expect(await recall(scopeOf([kept('10 %')], { asker: nobody }), () => false)).toBe(1);
    expect(await recall(scopeOf([], { corpora: [] }), () => false)).toBe(1);
  });
});

function unit(values: number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}
