import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { holdSets, type EmbeddingSet } from './embedding-sets.repository.js';
import { planned } from './engine/on-connection.js';
import { halfvecLiteral } from './vector-literals.js';

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

/** What a set has no vectors for yet. */
@Injectable()
export class MissingVectorsRepository {
  constructor(private readonly database: DataSource) {}

  /** Passages of the next units after one that have no vector in the set, in the order of the units' ids. */
  async after(
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
  async count(setId: number, corpusId: string): Promise<number> {
    const [row]: { count: number }[] = await this.database.query(
      `SELECT (SELECT count(*) FROM units WHERE corpus_id = $2)
            - (SELECT count(*) FROM unit_vectors WHERE corpus_id = $2 AND set_id = $1) AS count`,
      [setId, corpusId],
    );
    return row!.count;
  }

  /**
   * Adds vectors of a whole unit to a set, in the order given. A unit that is gone meanwhile is left out.
   * @throws KildeError `sets-changed` when the set was switched or dropped
   */
  async add(
    set: EmbeddingSet,
    corpusId: string,
    unitId: string,
    passages: { id: string; embedding: Float32Array }[],
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      // Who takes the unit away has its document locked, and afterwards sees what is written here.
      await tx.query(
        `SELECT 1 FROM units u JOIN versions v ON v.id = u.version_id JOIN documents d ON d.id = v.document_id
         WHERE u.corpus_id = $1 AND u.id = $2 FOR SHARE OF d`,
        [corpusId, unitId],
      );
      await holdSets(tx, [set]);
      await tx.query(
        `INSERT INTO passage_vectors (corpus_id, set_id, passage_id, unit_id, digest, embedding)
         SELECT a.corpus_id, $1, a.id, a.unit_id, a.digest, n.embedding::halfvec
         FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS n (id, embedding, at)
         JOIN passages a ON a.corpus_id = $2 AND a.id = n.id ORDER BY n.at
         ON CONFLICT DO NOTHING`,
        [
          set.id,
          corpusId,
          passages.map(({ id }) => id),
          passages.map(({ embedding }) => halfvecLiteral(embedding)),
        ],
      );
      await writeUnitVectors(tx, corpusId, [set], [unitId]);
    });
  }
}

/**
 * A unit's vector is the normalised mean of its passages' stored vectors: no second pass whatever the embedder, and
 * the same whether a passage's vector was made now or taken over.
 */
export async function writeUnitVectors(
  tx: EntityManager,
  corpusId: string,
  sets: EmbeddingSet[],
  unitIds: string[],
): Promise<void> {
  await planned(
    tx,
    `INSERT INTO unit_vectors (corpus_id, set_id, unit_id, embedding)
     SELECT e.corpus_id, e.set_id, e.unit_id, l2_normalize(avg(e.embedding ORDER BY a.position))
     FROM passage_vectors e JOIN passages a ON a.corpus_id = e.corpus_id AND a.id = e.passage_id
     WHERE e.corpus_id = $1 AND e.set_id = ANY ($2::int[]) AND e.unit_id = ANY ($3::uuid[])
     GROUP BY e.corpus_id, e.set_id, e.unit_id ON CONFLICT DO NOTHING`,
    [corpusId, sets.map(({ id }) => id), unitIds],
  );
}
