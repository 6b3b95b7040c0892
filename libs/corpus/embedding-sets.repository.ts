import { Injectable } from '@nestjs/common';
import { KildeError } from '#platform';
import { DataSource, type EntityManager } from 'typeorm';
import { planned } from './engine/on-connection.js';
import { Reads } from './engine/reads.js';

/**
 * All vectors made by one embedder. One set is live: it is the one that searches use. A retired one was live before
 * and can be again.
 */
export interface EmbeddingSet {
  id: number;
  model: string;
  dimensions: number;
  state: 'live' | 'building' | 'retired';
}

/** A set, and of how many of the stored units it has vectors. */
export interface FilledSet extends EmbeddingSet {
  filled: number;
  units: number;
}

const SET = 'id, model, dimensions, state';
/** What is left of deleted corpora counts for nothing. */
const KEPT = `corpus_id IN (SELECT id FROM corpora WHERE deleted_at IS NULL)`;

@Injectable()
export class EmbeddingSetsRepository {
  constructor(
    private readonly database: DataSource,
    private readonly reads: Reads,
  ) {}

  /** The live set, as searches see it. */
  async live(): Promise<EmbeddingSet | null> {
    const [set] = await planned<EmbeddingSet>(
      this.reads.database,
      `SELECT ${SET} FROM embedding_sets WHERE state = 'live'`,
    );
    return set ?? null;
  }

  async all(): Promise<EmbeddingSet[]> {
    return planned(this.database, `SELECT ${SET} FROM embedding_sets ORDER BY id`);
  }

  async filled(): Promise<FilledSet[]> {
    return this.database.query(
      `SELECT ${SET}, (SELECT count(*)::int FROM units WHERE ${KEPT}) AS units,
         (SELECT count(*)::int FROM unit_vectors e WHERE e.set_id = s.id AND e.${KEPT}) AS filled
       FROM embedding_sets s ORDER BY id`,
    );
  }

  /** A model's set. When there is none it is made: live in an empty database, else building beside the live one. */
  async of(model: string, dimensions: () => Promise<number>): Promise<EmbeddingSet> {
    for (;;) {
      const set = (await this.all()).find((known) => known.model === model);
      if (set) return set;
      await this.database.query(
        `INSERT INTO embedding_sets (model, dimensions, state)
         SELECT $1, $2, CASE WHEN EXISTS (SELECT 1 FROM embedding_sets WHERE state = 'live') THEN 'building' ELSE 'live' END
         ON CONFLICT DO NOTHING`,
        [model, await dimensions()],
      );
    }
  }

  /**
   * Makes a set the live one when it has vectors for everything stored; versions that are being stored wait.
   * Searches under way end with the set that they began with. Returns whether it is live.
   */
  async makeLive(setId: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT 1 FROM embedding_sets ORDER BY id FOR UPDATE`);
      const [{ complete }]: [{ complete: boolean }] = await tx.query(
        `SELECT (SELECT count(*) FROM units WHERE ${KEPT})
              = (SELECT count(*) FROM unit_vectors WHERE set_id = $1 AND ${KEPT}) AS complete`,
        [setId],
      );
      if (!complete) return false;
      await tx.query(`UPDATE embedding_sets SET state = 'retired' WHERE state = 'live' AND id <> $1`, [
        setId,
      ]);
      const [, changed]: [unknown, number] = await tx.query(
        `UPDATE embedding_sets SET state = 'live' WHERE id = $1`,
        [setId],
      );
      return changed === 1;
    });
  }

  /**
   * Removes a set's vectors of the next units of a corpus after one, in the order of their ids.
   * Returns the last of them, or null when there were none.
   */
  async removeAfter(
    setId: number,
    corpusId: string,
    after: string | null,
    units: number,
  ): Promise<string | null> {
    const [row]: { last: string | null }[] = await this.database.query(
      `WITH next AS MATERIALIZED (
         SELECT unit_id FROM unit_vectors WHERE corpus_id = $2 AND set_id = $1 AND ($3::uuid IS NULL OR unit_id > $3)
         ORDER BY unit_id LIMIT $4),
       passages AS (DELETE FROM passage_vectors WHERE corpus_id = $2 AND set_id = $1 AND unit_id IN (SELECT unit_id FROM next)),
       units AS (DELETE FROM unit_vectors WHERE corpus_id = $2 AND set_id = $1 AND unit_id IN (SELECT unit_id FROM next))
       SELECT unit_id AS last FROM next ORDER BY unit_id DESC LIMIT 1`,
      [setId, corpusId, after, units],
    );
    return row?.last ?? null;
  }

  /** Removes a set that is not live, with the vectors that are left of it. Returns whether it was there. */
  async remove(setId: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      // Whoever is storing vectors in it holds its row: what they stored is seen by the statements that follow.
      const [, removed]: [unknown, number] = await tx.query(
        `DELETE FROM embedding_sets WHERE id = $1 AND state <> 'live'`,
        [setId],
      );
      if (removed === 0) return false;
      await tx.query(`DELETE FROM passage_vectors WHERE set_id = $1`, [setId]);
      await tx.query(`DELETE FROM unit_vectors WHERE set_id = $1`, [setId]);
      return true;
    });
  }
}

/**
 * Keeps sets as they are until the transaction ends, so that what is written into them is there when one is made live,
 * and goes when one is dropped.
 * @throws KildeError `sets-changed` when one is no longer as it was read
 */
export async function holdSets(tx: EntityManager, sets: EmbeddingSet[]): Promise<void> {
  const held = await planned(
    tx,
    `SELECT 1 FROM embedding_sets e JOIN unnest($1::int[], $2::text[]) AS s (id, state) ON s.id = e.id AND s.state = e.state
     ORDER BY e.id FOR SHARE OF e`,
    [sets.map(({ id }) => id), sets.map(({ state }) => state)],
  );
  if (held.length < sets.length)
    throw new KildeError(
      'sets-changed',
      503,
      'The embedding sets were switched or dropped while vectors were made for them.',
    );
}
