import { setTimeout as sleep } from 'node:timers/promises';
import { indexed, listen, type Told } from '../ingestion-events.js';
import { House } from '../harness.js';

let house: House;
let curator: string;
beforeAll(async () => {
  house = await House.open();
  await house.corpus('open');
  await house.corpus('closed', { access: 'grant' });
  curator = (await house.key({ open: 'curator' })).secret;
});

const text = (key: string) => `Nævnet finder i sagen ${key}, at lejeren har ret til nedslag.`;

test('tells how ingestions go on, to those who curate their corpus alone', async () => {
  const heard = listen(house.kilde.url, curator, (told) => indexed(told).includes('last'));
  await sleep(500);
  await house.put('closed', 'secret', text('secret'));
  await house.put('open', 'first', text('first'));
  await house.put('open', 'last', text('last'));
  const told = await heard;
  expect(told[0]).toMatchObject({ event: 'reset', id: expect.stringMatching(/^\d+:\d+:/) as string });
  expect(new Set(told.slice(1).map(({ data }) => data.key))).toEqual(new Set(['first', 'last']));
  expect(told.slice(1).every(({ event }) => event === 'ingestion')).toBe(true);
});

test('goes on where a listener left off, and misses nothing', async () => {
  const told = await listen(house.kilde.url, curator, (all) => all.length > 0);
  await house.put('open', 'missed-1', text('missed-1'));
  await house.put('open', 'missed-2', text('missed-2'));
  const later = await listen(house.kilde.url, curator, (all) => indexed(all).includes('missed-2'), {
    lastEventId: told[0]!.id,
  });
  expect(later.map(({ event }) => event)).not.toContain('reset');
  expect(indexed(later)).toEqual(['missed-1', 'missed-2']);
  const nothing = await listen(house.kilde.url, curator, (all) => all.length > 0, {
    lastEventId: later.at(-1)!.id,
    ...{ query: '?corpus=open', seconds: 4 },
  }).catch((error: Error) => error.name);
  expect(nothing).toBe('TimeoutError');
}, 120_000);

test('tells what a transaction changed that began before the listener came and ended after', async () => {
  const moment = (await listen(house.kilde.url, curator, (all) => all.length > 0))[0]!.id;
  const [before] = moment.split(':');
  // As if an older transaction had been running: it is not visible in this moment.
  const open = `${Number(before) - 1}:${before}:${Number(before) - 1}`;
  await house.sql(`UPDATE ingestions SET changed = $1::xid8 WHERE key = 'first'`, [Number(before) - 1]);
  const hasFirst = (all: Told[]) => all.some(({ data }) => data.key === 'first');
  expect(hasFirst(await listen(house.kilde.url, curator, hasFirst, { lastEventId: open }))).toBe(true);
});

test('begins anew when what the listener brings is of another database or makes no sense', async () => {
  for (const lastEventId of ['999999999:999999999:', 'x', "1:2:'; DROP TABLE ingestions"]) {
    const told = await listen(house.kilde.url, curator, (all) => all.length > 0, { lastEventId });
    expect(told[0]!.event).toBe('reset');
  }
});

test('a key that is revoked hears nothing more', async () => {
  const { id, secret } = await house.key({ open: 'curator' });
  const heard = listen(house.kilde.url, secret, () => false);
  await sleep(500);
  await house.admin.call('revokeKey', { params: { id } });
  expect((await heard).map(({ event }) => event)).toEqual(['reset']);
});

test('the anonymous public and those who curate nothing here are refused', async () => {
  const { secret } = await house.key({ open: 'reader' });
  const query = { corpus: 'open' };
  expect((await house.as(null).refused('ingestionEvents')).code).toBe('key-needed');
  expect((await house.as(secret).refused('ingestionEvents', { query })).code).toBe('not-allowed');
});

test('an open stream does not keep the server from stopping', async () => {
  const heard = listen(house.kilde.url, curator, () => false);
  await sleep(500);
  const since = performance.now();
  await house.close();
  expect(performance.now() - since).toBeLessThan(10_000);
  await heard;
});
