import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { House, onServer } from '../harness.js';

let house: House;
let clients: pg.Pool;
beforeAll(async () => {
  house = await House.open();
  const at = house.kilde.connection;
  clients = new pg.Pool({
    ...('url' in at
      ? { connectionString: at.url }
      : { host: at.socketDir, user: 'postgres', database: 'postgres' }),
    max: 12,
  });
  // end() does not wait for the sockets, so that dropping the database can still cut one.
  clients.on('error', () => {});
});
afterAll(async () => {
  await clients.end();
  await house.close();
});

test('each of many clients gets the rows of its own query', async () => {
  const asked = Array.from({ length: 600 }, (_, at) => at);
  const got = await Promise.all(
    asked.map(async (at) => {
      const values = Array.from({ length: 1 + (at % 3) }, () => at);
      const sum = values.map((_, column) => `$${column + 1}::int`).join(' + ');
      const { rows } = await clients.query(`SELECT ${sum} AS sum`, values);
      return (rows[0] as { sum: number }).sum / values.length;
    }),
  );
  expect(got).toEqual(asked);
});

test('a large query that comes in pieces is not mixed with others', async () => {
  const got = await Promise.all(
    Array.from({ length: 200 }, async (_, at) => {
      if (at % 2) return (await clients.query('SELECT $1::int AS own', [at])).rows;
      const large = 'x'.repeat(300_000 + at);
      return (await clients.query('SELECT length($2) - $1::int AS own', [300_000, large])).rows;
    }),
  );
  expect(got).toEqual(got.map((_, at) => [{ own: at }]));
});

test('a query that fails spoils no other client’s', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 60 }, (_, at) =>
      clients.query(at % 2 ? 'SELECT $1::int AS own' : 'SELECT 1 / ($1::int - $1::int)', [at]),
    ),
  );
  for (const [at, result] of results.entries()) {
    if (at % 2) expect(result).toMatchObject({ value: { rows: [{ own: at }] } });
    else expect(result).toMatchObject({ reason: { message: 'division by zero' } });
  }
});

test('clients that prepare the same statement all have it, also after one that cannot be prepared', async () => {
  const ask = (at: number) =>
    clients.query({ name: 'same', text: 'SELECT $1::int + value AS own FROM of_all', values: [at] });
  await expect(ask(0)).rejects.toThrow('relation "of_all" does not exist');
  await clients.query('CREATE TABLE of_all AS SELECT 1000 AS value');
  const got = await Promise.all(
    Array.from({ length: 100 }, async (_, at) => (await ask(at)).rows as unknown[]),
  );
  expect(got).toEqual(got.map((_, at) => [{ own: 1000 + at }]));
});

test('transactions of several clients keep apart', async () => {
  await clients.query('CREATE TABLE counting (value int)');
  await clients.query('INSERT INTO counting VALUES (0)');
  const add = async () => {
    const client = await clients.connect();
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT value FROM counting FOR UPDATE');
    await client.query('UPDATE counting SET value = $1', [(rows[0] as { value: number }).value + 1]);
    await client.query('COMMIT');
    client.release();
  };
  await Promise.all(Array.from({ length: 20 }, add));
  expect((await clients.query('SELECT value FROM counting')).rows).toEqual([{ value: 20 }]);
});

test('a client that goes in the middle of a transaction leaves nothing and blocks nobody', async () => {
  const client = await clients.connect();
  await client.query('BEGIN');
  await client.query('CREATE TABLE half_done (value int)');
  client.release(new Error('gone'));
  const opening = await clients.connect();
  void opening.query('BEGIN').catch(() => {});
  opening.release(new Error('gone'));
  const { rows } = await clients.query(`SELECT to_regclass('half_done') AS found`);
  expect(rows).toEqual([{ found: null }]);
});

(onServer ? test.skip : test)(
  'the log of what was written does not grow without end',
  async () => {
    await clients.query('CREATE TABLE much (text text)');
    const written = async () => {
      const { rows } = await clients.query(
        'SELECT (pg_current_wal_insert_lsn() - redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()',
      );
      return (rows[0] as { bytes: number }).bytes;
    };
    const most = 64 * 2 ** 20;
    while ((await written()) < most)
      await clients.query(`INSERT INTO much SELECT repeat('x', 1900) FROM generate_series(1, 2000)`);
    while ((await written()) > most) await sleep(100);
  },
  60_000,
);
