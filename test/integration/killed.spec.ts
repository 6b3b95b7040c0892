import { setTimeout as sleep } from 'node:timers/promises';
import type { Ingestion } from '../../apps/api/contract/index.js';
import { readAdminKey } from '../../apps/cli/admin-key.js';
import { killAll, kilde, startProcess } from '../cli.js';
import { Caller, House, onServer, uploadForm } from '../harness.js';
import { emptyStore } from '../store.js';
import { keptFrequencies, looseEnds, NO_LOOSE_ENDS, recountedFrequencies } from '../stored.js';

const DOCUMENTS = 30;
const KEYS = Array.from({ length: DOCUMENTS }, (_, at) => `ruling-${String(at).padStart(2, '0')}`);

/** Long enough that a kill falls into the middle of one. */
function ruling(key: string): string {
  const sections = Array.from(
    { length: 12 },
    (_, at) =>
      `## Afsnit ${at}\n\n${`Nævnet finder i sagen ${key}, at lejeren har ret til nedslag ${at}. `.repeat(20)}\n`,
  );
  return `# Afgørelse ${key}\n\n${sections.join('\n')}`;
}

async function sendAll(caller: Caller): Promise<void> {
  await caller.call('createCorpus', { body: { slug: 'rulings', title: 'Rulings', language: 'da' } });
  for (const key of KEYS)
    await caller.call('uploadDocument', {
      body: uploadForm('rulings', ruling(key), { key, fileName: `${key}.md` }),
    });
}

async function untilSome(caller: Caller, count: number): Promise<void> {
  for (;;) {
    const { total } = await caller.call('listIngestions', { query: { state: 'indexed' } });
    if (total >= count) return;
    await sleep(20);
  }
}

/** A lease of a dead worker ends after 45 seconds; here it has ended. */
async function endLeases(house: House): Promise<void> {
  await house.sql(`UPDATE ingestions SET lease_until = now() - interval '1 second' WHERE state = 'running'`);
}

async function allSettled(house: House): Promise<Ingestion[]> {
  const { items } = await house.admin.call('listIngestions', { query: { limit: '100' } });
  return Promise.all(items.map(({ id }) => house.settled(id)));
}

async function expectEachOnce(house: House): Promise<void> {
  const ingestions = await allSettled(house);
  expect(ingestions.map(({ key, state }) => `${key} ${state}`).sort()).toEqual(
    KEYS.map((key) => `${key} indexed`),
  );
  const { items } = await house.admin.call('listDocuments', { query: { limit: '100' } });
  expect(items.map(({ key, versions }) => [key, versions.length])).toEqual(KEYS.map((key) => [key, 1]));
  const passages = await house.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM passages GROUP BY version_id`,
  );
  expect(passages.map(({ count }) => count)).toEqual(KEYS.map(() => passages[0]!.count));
  expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
  expect(await keptFrequencies(house)).toEqual(await recountedFrequencies(house));
}

test('a worker killed in the middle of a batch loses and doubles nothing', async () => {
  const house = await House.open();
  try {
    await sendAll(house.admin);
    await untilSome(house.admin, 5);
    process.kill(house.kilde.pids().worker!, 'SIGKILL');
    await sleep(300);
    const { total } = await house.admin.call('listIngestions', { query: { state: 'indexed' } });
    expect(total).toBeLessThan(DOCUMENTS);
    if (onServer) await endLeases(house);
    await expectEachOnce(house);
  } finally {
    await house.close();
  }
}, 180_000);

test('everything killed in the middle of a batch goes on at the next start', async () => {
  const store = await emptyStore();
  const { url, child } = await startProcess(store);
  const caller = new Caller(url, readAdminKey(store.dataDir));
  await sendAll(caller);
  await untilSome(caller, 5);
  await killAll(child);

  const house = await House.open({}, store);
  try {
    expect(house.kilde.newAdminKey).toBeNull();
    if (onServer) await endLeases(house);
    await expectEachOnce(house);
  } finally {
    await house.close();
  }
}, 180_000);

(onServer ? test.skip : test)('a second start on a running data folder says so in one line', async () => {
  const house = await House.open();
  try {
    const second = await kilde(house.store, ['start']);
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr.trim().split('\n')).toEqual([
      expect.stringContaining(`Kilde already runs on ${house.config.dataDir} (process ${process.pid})`),
    ]);
    expect((await house.admin.call('ready')).status).toBe('ok');
  } finally {
    await house.close();
  }
});
