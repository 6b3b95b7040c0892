import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { PartitionsRepository } from '#corpus';
import { createLog } from '#platform';
import { WorkerModule } from '../../apps/worker/worker.module.js';
import { House } from '../harness.js';
import { looseEnds, NO_LOOSE_ENDS } from '../stored.js';

let house: House;
let worker: INestApplicationContext;
beforeAll(async () => {
  house = await House.open();
  const module = WorkerModule.on(house.kilde.connection, house.config, createLog('quiet'));
  worker = await NestFactory.createApplicationContext(module, { logger: false });
});
afterAll(async () => {
  await worker.close();
  await house.close();
});

const TEXTS = {
  mould: 'Skimmel i badeværelset giver lejeren ret til et nedslag i lejen.',
  heat: 'Varmeregnskabet skal sendes til lejeren inden fire måneder.',
  deposit: 'Udlejer skal betale depositum tilbage efter fraflytning.',
};

const search = async (...corpora: string[]) => {
  const { hits } = await house.admin.call('search', { body: { query: 'skimmel i badet', corpora } });
  return hits.map(({ document, score, why }) => ({ corpus: document.corpus, key: document.key, score, why }));
};

/** Rows of units by the partition that they are in. */
async function partitions(): Promise<Record<string, number>> {
  const rows = await house.sql<{ name: string; rows: number }>(
    `SELECT tableoid::regclass::text AS name, count(*)::int AS rows FROM units GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
}

async function idOf(slug: string): Promise<string> {
  return (await house.sql<{ id: string }>(`SELECT id FROM corpora WHERE slug = $1`, [slug]))[0]!.id;
}

test('a corpus with a partition of its own finds the same, and takes in and deletes as before', async () => {
  await house.corpus('large');
  await house.corpus('small');
  await house.load('large', TEXTS);
  await house.load('small', TEXTS);
  const before = [await search('large'), await search('small'), await search('large', 'small')];
  expect(before[2]!.map(({ corpus }) => corpus)).toEqual(expect.arrayContaining(['large', 'small']));

  const id = await idOf('large');
  const own = `units_${id.replaceAll('-', '')}`;
  await worker.get(PartitionsRepository).giveOwn(id);
  expect(await partitions()).toEqual({ [own]: 3, units_shared: 3 });
  expect([await search('large'), await search('small'), await search('large', 'small')]).toEqual(before);

  await house.load('large', { more: 'Skimmel skal meldes til udlejer.' });
  expect(await partitions()).toEqual({ [own]: 4, units_shared: 3 });
  expect((await search('large')).map(({ key }) => key)).toContain('more');
  const { items } = await house.admin.call('listDocuments', { query: { corpus: 'large' } });
  const more = items.find(({ key }) => key === 'more')!;
  await house.admin.call('deleteDocument', { params: { id: more.id } });
  expect([await search('large'), await search('small'), await search('large', 'small')]).toEqual(before);
  expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
});

test('deleting a corpus drops its partition and leaves the others alone', async () => {
  const small = await search('small');
  await house.admin.call('deleteCorpus', { params: { slug: 'large' } });
  expect(await search('small')).toEqual(small);
  await house.eventually(async () => expect(await partitions()).toEqual({ units_shared: 3 }));
  expect(
    await house.sql(`SELECT inhrelid FROM pg_inherits WHERE inhparent = 'units'::regclass`),
  ).toHaveLength(1);
  await house.eventually(async () => expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS));
});

test('what is still being read for a corpus when it is deleted is not stored', async () => {
  await house.corpus('doomed');
  const sent = [];
  for (let at = 0; at < 20; at++)
    sent.push(house.send('doomed', `${TEXTS.heat} Sag ${at}.`, { key: `sag-${at}` }));
  await Promise.all(sent);
  await house.admin.call('deleteCorpus', { params: { slug: 'doomed' } });
  await house.eventually(async () =>
    expect(await house.sql(`SELECT 1 FROM corpora WHERE deleted_at IS NOT NULL`)).toEqual([]),
  );
  expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
  expect(await partitions()).toEqual({ units_shared: 3 });
});
