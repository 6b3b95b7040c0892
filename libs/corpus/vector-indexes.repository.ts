import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isServer, withClient } from './engine/on-connection.js';

/** Fewer vectors than these are compared one by one in a few milliseconds. */
const WORTH_AN_INDEX = 20_000;
/** pgvector's limit on the dimensions of a `halfvec` in an index. */
export const MOST_INDEXED = 4000;
/** From so many units on a corpus is worth partitions of its own. */
const LARGE_CORPUS = 50_000;

/**
 * Neighbours of a vector in the graph, and candidates looked at when one is put in: pgvector's defaults, at which
 * recall was measured (docs/scale.md).
 */
const GRAPH = 'm = 16, ef_construction = 64';
/** Memory that a vector takes in the graph beside its numbers, measured at m = 16. */
const LINKS_BYTES = 450;

/** An HNSW index over the vectors of one set in one partition, to be or there already. */
export interface VectorIndex {
  name: string;
  partition: string;
  setId: number;
  dimensions: number;
  /** Passages of the partition, as PostgreSQL estimates. */
  vectors: number;
  state: 'ready' | 'broken' | 'missing';
}

/** The distance of `e.embedding` to a query as the indexes know it; vectors have length 1, so it orders as the angle does. */
export function distanceTo(dimensions: number, query: string): string {
  if (!Number.isInteger(dimensions)) throw new Error('not a number of dimensions');
  return `(e.embedding::halfvec(${dimensions})) <#> ${query}::halfvec(${dimensions})`;
}

/** What an index over a set's vectors is, as it follows the table's name. */
export function hnswOf(setId: number, dimensions: number): string {
  return `USING hnsw ((embedding::halfvec(${dimensions})) halfvec_ip_ops) WITH (${GRAPH}) WHERE set_id = ${setId}`;
}

/** Memory in MB that building an index needs for its graph: where it does not fit, a build takes many times longer. */
export function graphMegabytes({ vectors, dimensions }: Pick<VectorIndex, 'vectors' | 'dimensions'>): number {
  return Math.ceil((vectors * (2 * dimensions + LINKS_BYTES)) / 2 ** 20) + 64;
}

/** HNSW indexes, which only a server can build: one for each set and large partition. */
@Injectable()
export class VectorIndexesRepository {
  constructor(private readonly database: DataSource) {}

  /** Large corpora that share a partition with others. */
  async crowded(): Promise<{ id: string; slug: string; units: number }[]> {
    return this.database.query(
      `SELECT c.id, c.slug, sum(s.units)::int AS units FROM corpora c JOIN statistics s ON s.corpus_id = c.id
       WHERE c.deleted_at IS NULL AND to_regclass('units_' || replace(c.id::text, '-', '')) IS NULL
       GROUP BY c.id HAVING sum(s.units) >= $1 ORDER BY units DESC`,
      [LARGE_CORPUS],
    );
  }

  /** The indexes that there are or should be of these sets, smallest partition first. */
  async of(sets: { id: number }[]): Promise<VectorIndex[]> {
    await this.database.query('ANALYZE passages, passage_vectors');
    return this.database.query(
      `SELECT p.relname || '_hnsw_' || s.id AS name, p.relname AS partition, s.id AS "setId", s.dimensions,
         a.reltuples::float8 AS vectors,
         CASE WHEN i.indexrelid IS NULL THEN 'missing' WHEN i.indisvalid THEN 'ready' ELSE 'broken' END AS state
       FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhrelid
       JOIN pg_class a ON a.relname = replace(p.relname, 'passage_vectors', 'passages') AND a.relnamespace = p.relnamespace
       CROSS JOIN embedding_sets s
       LEFT JOIN pg_class c ON c.relname = p.relname || '_hnsw_' || s.id AND c.relnamespace = p.relnamespace
       LEFT JOIN pg_index i ON i.indexrelid = c.oid
       WHERE h.inhparent = 'passage_vectors'::regclass AND s.id = ANY ($2::int[])
         AND (i.indexrelid IS NOT NULL OR a.reltuples >= $1)
       ORDER BY vectors, s.id`,
      [WORTH_AN_INDEX, sets.map(({ id }) => id)],
    );
  }

  /** Partitions whose size asks for an index that the set has not. Never any on the embedded engine. */
  async missing(set: { id: number }): Promise<string[]> {
    if (!isServer(this.database)) return [];
    return (await this.of([set])).flatMap(({ state, partition }) => (state === 'ready' ? [] : [partition]));
  }

  /**
   * Builds an index, while others read and write.
   * @param megabytes of memory for it
   * @param tell how far it is, 0..1
   */
  async build(
    { name, partition, setId, dimensions, state }: VectorIndex,
    megabytes: number,
    tell: (share: number) => void,
  ): Promise<void> {
    const watch = setInterval(() => {
      void this.progress(partition).then(tell, () => {}); // progress that is not told is no loss
    }, 1000);
    try {
      await withClient(this.database, async (client) => {
        await client.query(`SELECT set_config('maintenance_work_mem', $1, false)`, [`${megabytes}MB`]);
        if (state === 'broken') await client.query(`DROP INDEX CONCURRENTLY ${name}`);
        await client.query(`CREATE INDEX CONCURRENTLY ${name} ON ${partition} ${hnswOf(setId, dimensions)}`);
        await client.query('RESET maintenance_work_mem');
      });
    } finally {
      clearInterval(watch);
    }
  }

  /** Drops an index, while others read and write. */
  async drop({ name }: VectorIndex): Promise<void> {
    await this.database.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  }

  private async progress(partition: string): Promise<number> {
    const [row]: { share: number | null }[] = await this.database.query(
      `SELECT tuples_done::float8 / nullif(tuples_total, 0) AS share FROM pg_stat_progress_create_index WHERE relid = $1::regclass`,
      [partition],
    );
    return row?.share ?? 0;
  }
}
