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
