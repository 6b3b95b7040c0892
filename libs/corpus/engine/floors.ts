import { randomUUID } from 'node:crypto';
import { halfvecLiteral } from '../vector-literals.js';
import { clientOf, type Connection } from './connection.js';

/** The least that a stage could ask of an engine: milliseconds of each of many runs. */
export interface StatementFloors {
  /** `SELECT 1`: one round trip. */
  select: number[];
  /** A one-row INSERT of a text of 1,000 bytes, committed. */
  insertText: number[];
  /** A one-row INSERT of one vector, committed. */
  insertVector: number[];
}

/** An exact vector query without joins, conditions or texts: how many rows it scans, and milliseconds of each of many runs. */
export interface VectorFloor {
  rows: number;
  query: number[];
}

/** Measures what an engine can do at best, on a connection of its own. Makes tables of its own: for throw-away databases. */
export interface FloorGauge {
  statements(): Promise<StatementFloors>;
  /** The exact scan over a copy of every stored passage vector. */
  vectorQuery(): Promise<VectorFloor>;
  /** Passages that are stored now, of all versions. */
  passages(): Promise<number>;
  close(): Promise<void>;
}

const TIMES = 100;
const WARM_UP = 10;
const DIMENSIONS = 256;
const NEAREST = 10;

/** Connects to an engine whose schema is up to date. */
export async function openFloors(connection: Connection): Promise<FloorGauge> {
  const client = await clientOf(connection);
  await client.query(`CREATE TABLE floor_texts (id uuid PRIMARY KEY, text text NOT NULL)`);
  await client.query(`CREATE TABLE floor_vectors (id uuid PRIMARY KEY, embedding halfvec NOT NULL)`);
  return {
    async statements() {
      const text = 'kilde '.repeat(200).slice(0, 1000);
      const vector = halfvecLiteral(new Float32Array(DIMENSIONS).fill(1 / Math.sqrt(DIMENSIONS)));
      const floors = {
        select: await times(() => client.query('SELECT 1')),
        insertText: await times(() =>
          client.query('INSERT INTO floor_texts VALUES ($1, $2)', [randomUUID(), text]),
        ),
        insertVector: await times(() =>
          client.query('INSERT INTO floor_vectors VALUES ($1, $2)', [randomUUID(), vector]),
        ),
      };
      await client.query('TRUNCATE floor_texts, floor_vectors');
      return floors;
    },
    async vectorQuery() {
      await client.query(
        'CREATE TABLE floor_copy AS SELECT passage_id AS id, embedding FROM passage_vectors',
      );
      const { rows: sample } = await client.query<{ embedding: string; rows: number }>(
        'SELECT embedding::text, count(*) OVER () AS rows FROM floor_copy ORDER BY id LIMIT $1',
        [TIMES],
      );
      let next = 0;
      const query = await times(() =>
        client.query(`SELECT id FROM floor_copy ORDER BY embedding <#> $1::halfvec LIMIT ${NEAREST}`, [
          sample[next++ % sample.length]?.embedding,
        ]),
      );
      await client.query('DROP TABLE floor_copy');
      return { rows: sample[0]?.rows ?? 0, query };
    },
    async passages() {
      const { rows } = await client.query<{ count: number }>('SELECT count(*) FROM passages');
      return Number(rows[0]!.count);
    },
    close: () => client.end(),
  };
}

/** Milliseconds of each run after a warm-up. */
async function times(run: () => Promise<unknown>): Promise<number[]> {
  for (let at = 0; at < WARM_UP; at++) await run();
  const spent: number[] = [];
  for (let at = 0; at < TIMES; at++) {
    const start = performance.now();
    await run();
    spent.push(performance.now() - start);
  }
  return spent;
}
