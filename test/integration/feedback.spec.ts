import { randomUUID } from 'node:crypto';
import { House, type Caller } from '../harness.js';

let house: House;
let reader: Caller;
let curator: Caller;
let other: Caller;
let place: { version: string; start: number; end: number };

beforeAll(async () => {
  house = await House.open();
  for (const slug of ['rulings', 'care']) await house.corpus(slug, { access: 'grant' });
  const { versionId } = await house.put('rulings', 'hn-1', 'Fristen for klager er 14 dage.', {
    kind: 'ruling',
  });
  place = { version: versionId!, start: 0, end: 11 };
  const as = async (name: string, roles: Record<string, string>) =>
    house.as((await house.key(roles, { name })).secret);
  reader = await as('Ida', { rulings: 'reader', care: 'reader' });
  curator = await as('Noor', { rulings: 'curator' });
  other = await as('Per', { care: 'curator', rulings: 'reader' });
});
afterAll(() => house.close());
beforeEach(() => house.sql(`DELETE FROM feedback`));

const said = { reason: 'outdated', comment: 'Fristen er ændret i år.', question: 'Hvor lang er fristen?' };

test('reaches the curator of the passage with the passage, and no one else', async () => {
  const answer = randomUUID();
  const { id } = await reader.call('sendFeedback', { body: { ...said, answer, place } });
  const { items, total } = await curator.call('listFeedback');
  expect(total).toBe(1);
  expect(items[0]).toMatchObject({
    ...{ id, ...said, answer, from: 'Ida', corpora: ['rulings'], settledAt: null },
    place: { ...place, excerpt: { text: 'Fristen for', document: { key: 'hn-1' } } },
  });
  for (const nobody of [reader, other])
    expect(await nobody.call('listFeedback')).toEqual({ items: [], total: 0 });
  expect(await other.refused('listFeedback', { query: { corpus: 'rulings' } })).toMatchObject({
    code: 'not-allowed',
  });
});

test('without a passage reaches the curators of what was searched, each told of the own corpora only', async () => {
  await reader.call('sendFeedback', { body: { reason: 'missing', corpora: ['rulings', 'care'] } });
  const corporaOf = async (caller: Caller) =>
    (await caller.call('listFeedback')).items.map(({ corpora, place }) => [corpora, place]);
  expect(await corporaOf(curator)).toEqual([[['rulings'], null]]);
  expect(await corporaOf(other)).toEqual([[['care'], null]]);
  expect(await corporaOf(house.admin)).toEqual([[['care', 'rulings'], null]]);
});

test('is refused about what the sender may not read, and without anything that it is about', async () => {
  const stranger = house.as((await house.key({ care: 'reader' })).secret);
  expect(await stranger.refused('sendFeedback', { body: { reason: 'wrong', place } })).toMatchObject({
    code: 'unknown-version',
  });
  expect(
    await stranger.refused('sendFeedback', { body: { reason: 'wrong', corpora: ['rulings'] } }),
  ).toMatchObject({
    code: 'unknown-corpus',
  });
  expect(await stranger.refused('sendFeedback', { body: { reason: 'wrong' } })).toMatchObject({
    code: 'bad-request',
  });
  expect(await house.admin.call('listFeedback')).toEqual({ items: [], total: 0 });
});

test('loses its words when it is settled, and keeps reason and place', async () => {
  const { id } = await reader.call('sendFeedback', { body: { ...said, place } });
  expect(await other.refused('settleFeedback', { params: { id } })).toMatchObject({
    code: 'unknown-feedback',
  });
  await curator.call('settleFeedback', { params: { id } });
  expect(await curator.call('listFeedback')).toEqual({ items: [], total: 0 });
  const { items } = await curator.call('listFeedback', { query: { settled: 'true' } });
  expect(items).toMatchObject([{ id, reason: 'outdated', comment: '', question: null, place }]);
  expect(items[0]!.settledAt).not.toBeNull();
  const rows = await house.sql(`SELECT f::text AS row FROM feedback f`);
  expect(JSON.stringify(rows)).not.toMatch(/Fristen|frist/);
});

test('stops at more than anybody could mean within an hour', async () => {
  await house.sql(
    `INSERT INTO feedback (id, corpus_ids, reason, comment) SELECT gen_random_uuid(), '{}', 'wrong', '' FROM generate_series(1, 200)`,
  );
  await house.corpus('open');
  const body = { reason: 'missing', corpora: ['open'] };
  expect(await house.as(null).refused('sendFeedback', { body })).toMatchObject({
    status: 429,
    code: 'too-much-feedback',
  });
  await reader.call('sendFeedback', { body });
});
