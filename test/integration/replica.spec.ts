import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { House, onServer } from '../harness.js';
import { emptyStore } from '../store.js';

(onServer ? test : test.skip)('searches read where DATABASE_READ_URL says, and only read there', async () => {
  const store = await emptyStore();
  const reads = new URL(store.environment.DATABASE_URL!);
  reads.searchParams.set('options', '-c default_transaction_read_only=on');
  const house = await House.open({ DATABASE_READ_URL: reads.href }, store);
  try {
    await house.corpus('rulings');
    await house.load('rulings', {
      mould: 'Skimmel i badeværelset giver lejeren ret til et nedslag i lejen.',
    });
    const { hits, degraded } = await house.admin.call('search', { body: { query: 'skimmel i badet' } });
    expect(degraded ?? []).toEqual([]);
    expect(hits.map(({ document }) => document.key)).toEqual(['mould']);
    const statements = async (application: string) =>
      house.sql<{ query: string }>(
        `SELECT query FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()`,
        [application],
      );
    const there = (await statements('kilde reads')).map(({ query }) => query).join('\n');
    expect(there).toMatch(/passage_vectors|units|statistics|versions/);
    expect(there).not.toMatch(/INSERT|UPDATE/);
    const here = (await statements('kilde')).map(({ query }) => query).join('\n');
    expect(here).not.toMatch(/AS MATERIALIZED \(\s*SELECT \* FROM/);
  } finally {
    await house.close();
  }
});

const replica = onServer ? process.env.REPLICA_URL : undefined;

(replica ? test : test.skip)('a streaming replica is searched, and knows what it has received', async () => {
  const store = await emptyStore();
  const reads = new URL(store.environment.DATABASE_URL!);
  reads.host = new URL(replica!).host;
  const there = await connected(reads.href);
  const replay = (what: 'pause' | 'resume') => there.query(`SELECT pg_wal_replay_${what}()`);
  const house = await House.open({ DATABASE_READ_URL: reads.href }, store);
  const keys = async (query: string) => {
    const { hits, degraded } = await house.admin.call('search', { body: { query } });
    expect(degraded ?? []).toEqual([]);
    return hits.map(({ document }) => document.key);
  };
  try {
    expect((await there.query('SELECT pg_is_in_recovery() AS is')).rows).toEqual([{ is: true }]);
    await house.corpus('rulings');
    await house.load('rulings', {
      mould: 'Skimmel i badeværelset giver lejeren ret til et nedslag i lejen.',
    });
    await house.eventually(async () => expect(await keys('skimmel i badet')).toEqual(['mould']));

    await replay('pause');
    await house.load('rulings', { heating: 'Varmeregnskabet skal sendes til lejeren til tiden.' });
    expect(await keys('varmeregnskab til tiden')).not.toContain('heating');
    await replay('resume');
    await house.eventually(async () => expect(await keys('varmeregnskab til tiden')).toContain('heating'));
  } finally {
    await replay('resume');
    await there.end();
    await house.close();
  }
});

/** A connection to a database that may not have come there yet. */
async function connected(url: string): Promise<pg.Client> {
  for (const deadline = Date.now() + 30_000; ;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}
