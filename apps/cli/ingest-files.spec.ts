import { KildeError } from '#platform';
import type { Ingestion } from '../api/contract/index.js';
import type { Client } from './client.js';
import { ingestAll, type Sending } from './ingest-files.js';

/** A server that has indexed whatever it is asked after. */
const client = {
  get: (path: string) =>
    Promise.resolve({
      items: path
        .split('ids=')[1]!
        .split(',')
        .map((id) => ({ id, state: 'indexed' })),
    }),
} as unknown as Client;

/** Sendings named after their keys, which note when they begin and end. */
function sendings(keys: string[], refuse?: { key: string; error: Error }) {
  const log: string[] = [];
  const all = keys.map((key, at): Sending => {
    const name = `${key}${at}`;
    const send = async () => {
      log.push(`+${name}`);
      await new Promise((sent) => setTimeout(sent, 20 - at));
      log.push(`-${name}`);
      if (refuse?.key === key) throw refuse.error;
      return { id: name } as Ingestion;
    };
    return { name, key, send };
  });
  return { log, all };
}

it('sends several at once, and those of one document in their order', async () => {
  const { log, all } = sendings(['a', 'b', 'a', 'c', 'd', 'e', 'f']);
  const outcomes = await ingestAll(client, all);
  expect(outcomes.map(({ name }) => name).sort()).toEqual(all.map(({ name }) => name).sort());
  expect(log.indexOf('+a2')).toBeGreaterThan(log.indexOf('-a0'));
  expect(log.slice(0, 2)).toEqual(['+a0', '+b1']);
  const underWay = log.map(
    (_, at) => log.slice(0, at + 1).filter((entry) => entry.startsWith('+')).length * 2 - at - 1,
  );
  expect(Math.max(...underWay)).toBe(4);
});

it('goes on behind a refused one, and names it', async () => {
  const error = new KildeError('file-empty', 400, 'It is empty.');
  const { all } = sendings(['a', 'b', 'c', 'd', 'e', 'f'], { key: 'b', error });
  const outcomes = await ingestAll(client, all);
  expect(outcomes).toHaveLength(6);
  expect(outcomes.filter(({ state }) => state === 'failed')).toMatchObject([
    { name: 'b1', reason: 'It is empty.' },
  ]);
});

it('ends at what would stop them all', async () => {
  const error = new KildeError('not-allowed', 403, 'You may not.');
  const { log, all } = sendings([...'abcdefghijkl'], { key: 'b', error });
  await expect(ingestAll(client, all)).rejects.toThrow('You may not.');
  expect(log).not.toContain('+l11');
});
