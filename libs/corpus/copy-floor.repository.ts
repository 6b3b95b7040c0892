import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { EmbeddingSet } from './embedding-sets.repository.js';
import { clientOf, type Connection } from './engine/connection.js';
import { hnswOf } from './vector-indexes.repository.js';

/** The least that storing what is stored could take, in milliseconds. */
export interface CopyFloor {
  copyMs: number;
  /** Of all indexes but the one over the vectors. */
  indexMs: number;
  vectorIndexMs: number;
}

/** Everything that ingestions write. */
const WRITTEN =
  'originals original_parts documents versions units unit_texts passages passage_vectors unit_vectors pages ingestions statistics frequencies'.split(
    ' ',
  );

/**
 * Copies all final columns of the stored rows into tables without indexes, and builds the same indexes on them. Leaves
 * the tables there, as `floor_…`: for throw-away databases.
 * @param megabytes of memory for the index over the vectors
 */
export async function copyFloor(
  connection: Connection,
  set: EmbeddingSet,
  megabytes: number,
): Promise<CopyFloor> {
  const client = await clientOf(connection);
  const folder = mkdtempSync(join(tmpdir(), 'kilde-floor-'));
  const timed = async (run: () => Promise<unknown>) => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  };
  let [copyMs, indexMs] = [0, 0];
  try {
    for (const table of WRITTEN) {
      const own = `floor_${table}`;
      const file = join(folder, table);
      await client.query(
        `CREATE TABLE ${own} (LIKE ${table} INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE)`,
      );
      await pipeline(
        client.query(copyTo(`COPY (SELECT * FROM ${table}) TO STDOUT (FORMAT binary)`)),
        createWriteStream(file),
      );
      copyMs += await timed(() =>
        pipeline(createReadStream(file), client.query(copyFrom(`COPY ${own} FROM STDIN (FORMAT binary)`))),
      );
      const { rows } = await client.query<{ definition: string }>(
        `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index WHERE indrelid = $1::regclass`,
        [table],
      );
      for (const { definition } of rows)
        indexMs += await timed(() => client.query(definition.replace(INDEX, `CREATE $1INDEX ON ${own}`)));
    }
    await client.query(`SELECT set_config('maintenance_work_mem', $1, false)`, [`${megabytes}MB`]);
    const vectorIndexMs = await timed(() =>
      client.query(`CREATE INDEX ON floor_passage_vectors ${hnswOf(set.id, set.dimensions)}`),
    );
    return { copyMs, indexMs, vectorIndexMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await client.end();
  }
}

const INDEX = /^CREATE (UNIQUE )?INDEX \S+ ON (?:ONLY )?(?:public\.)?\w+/;
