import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Reads } from './engine/reads.js';
import { halfvecLiteral } from './vector-literals.js';

/** All vectors made by one embedder. One set is live: it is the one that searches use. */
export interface EmbeddingSet {
  id: number;
  model: string;
  dimensions: number;
  state: 'live' | 'building';
}

/** A passage as it is embedded again; its text is cut from its unit's. */
export interface PassageToEmbed {
  id: string;
  unitId: string;
  digest: Buffer;
  title: string;
  headings: string[];
  unitText: string;
  start: number;
  end: number;
}

/** So few rows go in well under 50 ms on the embedded engine. */
const DROP_ROWS = 200;

@Injectable()
export class EmbeddingSetsRepository {
  constructor(
    private readonly database: DataSource,
    private readonly reads: Reads,
  ) {}

  /** The live set, as searches see it. */
  async live(): Promise<EmbeddingSet | null> {
    return this.find(`state = 'live'`, [], this.reads.database);
  }

  /**
   * A model's set. When there is none it is made: live in an empty database, else building beside the live one
   * until a reindexing has filled it.
   */
  async of(model: string, dimensions: () => Promise<number>): Promise<EmbeddingSet> {
    for (;;) {
      const set = await this.find(`model = $1`, [model]);
      if (set) return set;
      await this.database.query(
        `INSERT INTO embedding_sets (model, dimensions, state)
         SELECT $1, $2, CASE WHEN EXISTS (SELECT 1 FROM embedding_sets WHERE state = 'live') THEN 'building' ELSE 'live' END
         ON CONFLICT DO NOTHING`,
        [model, await dimensions()],
      );
    }
  }

  /** Passages of the next units after one that have no vector in the set, in the order of the units' ids. */
  async withoutVectors(
    setId: number,
    corpusId: string,
    after: string | null,
    unitLimit: number,
  ): Promise<PassageToEmbed[]> {
    return this.database.query(
      `WITH missing AS (
         SELECT u.id, t.text, u.start_offset, v.title FROM units u JOIN versions v ON v.id = u.version_id
         JOIN unit_texts t ON t.corpus_id = u.corpus_id AND t.unit_id = u.id
         WHERE u.corpus_id = $2 AND ($4::uuid IS NULL OR u.id > $4) AND NOT EXISTS (
           SELECT 1 FROM unit_vectors e WHERE e.corpus_id = u.corpus_id AND e.set_id = $1 AND e.unit_id = u.id)
         ORDER BY u.id LIMIT $3)
       SELECT a.id, a.unit_id AS "unitId", a.digest, m.title, a.headings, m.text AS "unitText",
         a.start_offset - m.start_offset AS start, a.end_offset - m.start_offset AS end
       FROM missing m JOIN passages a ON a.corpus_id = $2 AND a.unit_id = m.id ORDER BY a.unit_id, a.position`,
      [setId, corpusId, unitLimit, after],
    );
  }

  /** How many units of a corpus have no vector in the set. */
  async countWithoutVectors(setId: number, corpusId: string): Promise<number> {
    const [row]: { count: number }[] = await this.database.query(
      `SELECT (SELECT count(*) FROM units WHERE corpus_id = $2)
            - (SELECT count(*) FROM unit_vectors WHERE corpus_id = $2 AND set_id = $1) AS count`,
      [setId, corpusId],
    );
    return row!.count;
  }

  /** Adds vectors of whole units to a set, in the order given: a unit's together. Passages that are gone meanwhile are left out. */
  async add(
    setId: number,
    corpusId: string,
    passages: { id: string; unitId: string; embedding: Float32Array }[],
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO passage_vectors (corpus_id, set_id, passage_id, unit_id, digest, embedding)
         SELECT a.corpus_id, $1, a.id, a.unit_id, a.digest, n.embedding::halfvec
         FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS n (id, embedding, at)
         JOIN passages a ON a.corpus_id = $2 AND a.id = n.id ORDER BY n.at
         ON CONFLICT DO NOTHING`,
        [
          setId,
          corpusId,
          passages.map(({ id }) => id),
          passages.map(({ embedding }) => halfvecLiteral(embedding)),
        ],
      );
      await writeUnitVectors(tx, corpusId, setId, [...new Set(passages.map(({ unitId }) => unitId))]);
    });
  }

  /** Makes a set the live one when it has vectors for everything stored. Returns whether it is live. */
  async makeLive(setId: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [{ complete }]: [{ complete: boolean }] = await tx.query(
        `SELECT (SELECT count(*) FROM units) = (SELECT count(*) FROM unit_vectors WHERE set_id = $1) AS complete`,
        [setId],
      );
      if (!complete) return false;
      await tx.query(`UPDATE embedding_sets SET state = 'building' WHERE state = 'live' AND id <> $1`, [
        setId,
      ]);
      await tx.query(`UPDATE embedding_sets SET state = 'live' WHERE id = $1`, [setId]);
      return true;
    });
  }

  /** Removes every set but one, a part at a time so that searches get their turn between. */
  async dropOthers(setId: number): Promise<void> {
    for (const [table, id] of [
      ['passage_vectors', 'passage_id'],
      ['unit_vectors', 'unit_id'],
    ] as const) {
      for (let deleted = Infinity; deleted > 0;)
        [, deleted] = await this.database.query(
          `DELETE FROM ${table} WHERE (corpus_id, set_id, ${id}) IN (
             SELECT corpus_id, set_id, ${id} FROM ${table} WHERE set_id <> $1 LIMIT ${DROP_ROWS})`,
          [setId],
        );
    }
    await this.database.query(`DELETE FROM embedding_sets WHERE id <> $1`, [setId]);
  }

  private async find(
    condition: string,
    values: unknown[],
    database = this.database,
  ): Promise<EmbeddingSet | null> {
    const [set]: EmbeddingSet[] = await database.query(
      `SELECT id, model, dimensions, state FROM embedding_sets WHERE ${condition}`,
      values,
    );
    return set ?? null;
  }
}

/**
 * A unit's vector is the normalised mean of its passages' stored vectors: no second pass whatever the embedder, and
 * the same whether a passage's vector was made now or taken over.
 */
export async function writeUnitVectors(
  tx: EntityManager,
  corpusId: string,
  setId: number,
  unitIds: string[],
): Promise<void> {
  await tx.query(
    `INSERT INTO unit_vectors (corpus_id, set_id, unit_id, embedding)
     SELECT e.corpus_id, e.set_id, e.unit_id, l2_normalize(avg(e.embedding ORDER BY a.position))
     FROM passage_vectors e JOIN passages a ON a.corpus_id = e.corpus_id AND a.id = e.passage_id
     WHERE e.corpus_id = $1 AND e.set_id = $2 AND e.unit_id = ANY ($3::uuid[])
     GROUP BY e.corpus_id, e.set_id, e.unit_id ON CONFLICT DO NOTHING`,
    [corpusId, setId, unitIds],
  );
}
