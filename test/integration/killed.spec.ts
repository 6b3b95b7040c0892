import { setTimeout as sleep } from 'node:timers/promises';
import type { Ingestion } from '../../apps/api/contract/index.js';
import { readAdminKey } from '../../apps/cli/admin-key.js';
import { killAll, kilde, startProcess } from '../cli.js';
import { lines, pdf } from '../../libs/ingestion/parse/small-files.fixture.js';
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
  const upload = (key: string) =>
    caller.call('uploadDocument', {
      body: uploadForm('rulings', ruling(key), { key, fileName: `${key}.md` }),
    });
  await Promise.all(KEYS.map(upload));
}

async function countIn(caller: Caller, state: Ingestion['state']): Promise<number> {
  return (await caller.call('listIngestions', { query: { state } })).total;
}

/** Waits until a worker has something in hand, or has had. */
async function untilBegun(caller: Caller): Promise<void> {
  const begun = async () => (await countIn(caller, 'running')) + (await countIn(caller, 'indexed'));
  while ((await begun()) === 0) await sleep(10);
}

const PAGES = 800;

/** Of few words, and of many strokes, which take time to read. */
function longDocument(): Buffer {
  const strokes = Array.from({ length: 3000 }, (_, at) => `${at % 500} 20 m 300 ${at % 700} l S`).join('\n');
  const page = (at: number) => lines([`Bilag ${at + 1} til sagen om fremleje`], { x: 60, y: 300 });
  return Buffer.from(
    pdf(
      Array.from({ length: PAGES }, (_, at) => page(at)),
      '',
      '',
      strokes,
    ),
  );
}

/** Waits until so many pages are read and kept. */
async function untilRead(house: House, pages: number): Promise<number> {
  for (;;) {
    const [{ last }] = (await house.sql(`SELECT max(last_page) AS last FROM page_ranges`)) as [
      { last: number },
    ];
    if (last >= pages) return last;
    await sleep(20);
  }
}

/** The progress of the second attempt while it reads. */
async function progressUntilSettled(house: House, id: string): Promise<number[]> {
  const told: number[] = [];
  for (;;) {
    const { state, stage, progress, attempts } = await house.admin.call('readIngestion', { params: { id } });
    if (state !== 'queued' && state !== 'running') return told;
    if (attempts === 2 && stage === 'parse' && progress > 0.05) told.push(progress);
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
    const sent = sendAll(house.admin);
    await untilBegun(house.admin);
    process.kill(house.kilde.pids().worker!, 'SIGKILL');
    await sleep(300);
    expect(await countIn(house.admin, 'indexed')).toBeLessThan(DOCUMENTS);
    await sent;
    if (onServer) await endLeases(house);
    await expectEachOnce(house);
  } finally {
    await house.close();
  }
}, 180_000);

test('a worker killed in the middle of a long document goes on at the page where it was', async () => {
  const house = await House.open();
  try {
    await house.corpus('rulings');
    const { id } = await house.send('rulings', longDocument(), { key: 'samling', fileName: 'samling.pdf' });
    const read = await untilRead(house, PAGES / 2);
    process.kill(house.kilde.pids().worker!, 'SIGKILL');
    if (onServer) await endLeases(house);
    const told = await progressUntilSettled(house, id);
    expect(Math.min(...told)).toBeGreaterThan(0.05 + (0.25 * read) / PAGES);
    expect(await house.admin.call('readIngestion', { params: { id } })).toMatchObject({
      ...{ state: 'indexed', attempts: 2, warnings: [] },
    });
    expect(await house.sql(`SELECT count(*)::int AS pages, max(page) AS last FROM pages`)).toEqual([
      { pages: PAGES, last: PAGES },
    ]);
    expect(await house.sql(`SELECT FROM page_ranges`)).toEqual([]);
  } finally {
    await house.close();
  }
}, 180_000);

test('everything killed in the middle of a batch goes on at the next start', async () => {
  const store = await emptyStore();
  const { url, child } = await startProcess(store);
  const caller = new Caller(url, readAdminKey(store.dataDir));
  await sendAll(caller);
  await untilBegun(caller);
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
