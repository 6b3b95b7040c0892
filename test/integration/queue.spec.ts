import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { docx, paragraph } from '../../libs/ingestion/parse/small-files.fixture.js';
import { House, onServer, uploadForm } from '../harness.js';

let house: House;
beforeAll(async () => {
  house = await House.open({ KILDE_STOP_SECONDS: '0', KILDE_PARSE_SECONDS: '6' });
  await house.corpus('rulings');
});
afterAll(() => house.close());

const text = (key: string) => `Nævnet finder i sagen ${key}, at lejeren har ret til nedslag.`;

/** Lets a worker stand still while something comes in, so that it finds it all at once. */
async function whileTheWorkerStands(run: () => Promise<void>): Promise<void> {
  const pid = house.kilde.pids().worker!;
  process.kill(pid, 'SIGSTOP');
  try {
    await run();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

async function sendIn(batch: string, key: string): Promise<string> {
  const form = uploadForm('rulings', text(key), { key });
  form.delete('file');
  form.append('batch', batch);
  form.append('file', new Blob([text(key)]), `${key}.txt`);
  return (await house.admin.call('uploadDocument', { body: form })).id;
}

test('what is sent alone goes before a batch, and two batches in turns', async () => {
  const batches = { a: randomUUID(), b: randomUUID() };
  const ids: string[] = [];
  let alone = '';
  await whileTheWorkerStands(async () => {
    for (const name of ['a', 'b'] as const)
      for (let at = 0; at < 12; at++) ids.push(await sendIn(batches[name], `${name}-${at}`));
    alone = (await house.send('rulings', text('alone'), { key: 'alone' })).id;
  });
  for (const id of [...ids, alone]) expect((await house.settled(id)).state).toBe('indexed');
  const begun = await house.sql<{ key: string }>(
    `SELECT key FROM ingestions WHERE id = ANY ($1::uuid[]) ORDER BY started_at`,
    [[...ids, alone]],
  );
  const order = begun.map(({ key }) => key);
  // The few ids that were on their way to the worker when it stood still go first.
  expect(order.indexOf('alone')).toBeLessThan(8);
  expect(order.indexOf('b-3')).toBeLessThan(order.indexOf('a-9'));
});

test('texts of one document go in in the order in which they came', async () => {
  const texts = Array.from({ length: 6 }, (_, at) => `${text('ordered')} Udgave ${at}.`);
  const ids: string[] = [];
  await whileTheWorkerStands(async () => {
    for (const each of texts) ids.push((await house.send('rulings', each, { key: 'ordered' })).id);
  });
  for (const id of ids) expect((await house.settled(id)).state).toBe('indexed');
  const versions = await house.sql<{ text: string }>(
    `SELECT v.text FROM versions v JOIN documents d ON d.id = v.document_id WHERE d.key = 'ordered' ORDER BY v.sequence`,
  );
  expect(versions.map((version) => version.text.trim())).toEqual(texts);
});

test('a document at which its worker died five times has failed, and can be retried', async () => {
  let id = '';
  await whileTheWorkerStands(async () => {
    id = (await house.send('rulings', text('deadly'), { key: 'deadly' })).id;
    await house.sql(`UPDATE ingestions SET attempts = 5 WHERE id = $1`, [id]);
  });
  const failed = await house.settled(id);
  expect(failed).toMatchObject({ state: 'failed', reason: { code: 'interrupted' } });
  expect(failed.reason!.message).toMatch(/ended 5 times .* can be retried/);
  await house.admin.call('retryIngestion', { params: { id } });
  expect(await house.settled(id)).toMatchObject({ state: 'indexed', attempts: 1 });
});

test('a worker told to stop gives back what it cannot end, and the next begins it at once', async () => {
  const much = Buffer.from(docx(paragraph('Ord. ').repeat(300_000)));
  const { id } = await house.send('rulings', much, { key: 'slow', fileName: 'slow.docx' });
  const find = () => house.admin.call('readIngestion', { params: { id } });
  const untilRunning = async () => {
    for (let now = await find(); now.state !== 'running'; now = await find()) await sleep(20);
  };
  await untilRunning();
  await sleep(1000);
  const before = await house.sql<{ started_at: Date }>(`SELECT started_at FROM ingestions WHERE id = $1`, [
    id,
  ]);
  process.kill(house.kilde.pids().worker!, 'SIGTERM');
  for (const deadline = Date.now() + 20_000; ; await sleep(100)) {
    const [row] = await house.sql<{ claim: number; attempts: number; started_at: Date }>(
      `SELECT claim, attempts, started_at FROM ingestions WHERE id = $1`,
      [id],
    );
    if (row!.claim === 2) {
      expect(row!.attempts).toBe(1);
      expect(row!.started_at.getTime() - before[0]!.started_at.getTime()).toBeLessThan(15_000);
      break;
    }
    if (Date.now() > deadline) throw new Error(`The ingestion was not begun again: ${JSON.stringify(row)}`);
  }
  await house.settled(id);
});

/** In one step, as a server forgets: an id on its way to the queue comes before or after, whole. */
const FORGET = `
  local keys = redis.call('KEYS', ARGV[1])
  for _, key in ipairs(keys) do redis.call('DEL', key) end
  return #keys`;

(onServer ? test : test.skip)('what Redis forgot is found again', async () => {
  const ids: string[] = [];
  const { engine } = house.config;
  if (engine.kind !== 'server') throw new Error('unreachable');
  const redis = new Redis(engine.redisUrl);
  await whileTheWorkerStands(async () => {
    for (let at = 0; at < 10; at++)
      ids.push((await house.send('rulings', text(`lost-${at}`), { key: `lost-${at}` })).id);
    expect(await redis.eval(FORGET, 0, `${engine.queuePrefix}:*`)).toBeGreaterThan(10);
  });
  await redis.quit();
  for (const id of ids) expect((await house.settled(id)).state).toBe('indexed');
});
