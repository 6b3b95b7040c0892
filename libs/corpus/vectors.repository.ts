import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Reads } from './engine/reads.js';
import { planned } from './engine/on-connection.js';
import { BY_KEY, READABLE, keysOf, type Asker } from './scope.js';
import type { QueryVector, UnitKey } from './search.repository.js';
import { halfvecLiteral, readHalfvec } from './vector-literals.js';

/** How near a unit and its passages are to a query's vector; 0 where there is no vector in the set. */
export interface Nearness {
  unit: number;
  /** In the order of the unit's passages. */
  passages: number[];
}

/** A passage's vector as it is stored. */
export interface StoredVector extends UnitKey {
  sequence: number;
  vector: Float32Array;
}

const NEARNESS = `SELECT k.id, coalesce(-(e.embedding <#> $6::halfvec), 0) AS unit,
    ARRAY(SELECT -(f.embedding <#> $6::halfvec) FROM passage_vectors f
      WHERE f.corpus_id = k.corpus_id AND f.unit_id = k.id AND f.set_id = $5 ORDER BY f.sequence) AS passages
  FROM ${BY_KEY} LEFT JOIN unit_vectors e ON e.corpus_id = k.corpus_id AND e.unit_id = k.id AND e.set_id = $5
  WHERE k.corpus_id IN (${READABLE})`;

@Injectable()
export class VectorsRepository {
  private readonly database: DataSource;

  constructor({ database }: Reads) {
    this.database = database;
  }

  /** Cosines of units that the asker may read with a vector, by unit id. */
  async nearness(asker: Asker, units: UnitKey[], query: QueryVector): Promise<Map<string, Nearness>> {
    const rows = await planned<Nearness & { id: string }>(this.database, NEARNESS, [
      asker.principal,
      asker.anonymous,
      ...keysOf(units),
      query.setId,
      halfvecLiteral(query.vector),
    ]);
    return new Map(rows.map(({ id, unit, passages }) => [id, { unit, passages }]));
  }

  /** The live vectors of a version's passages, by passage id. */
  async ofVersion(asker: Asker, versionId: string): Promise<Map<string, Float32Array>> {
    const rows: { id: string; bytes: Buffer }[] = await this.database.query(
      `SELECT e.passage_id AS id, halfvec_send(e.embedding) AS bytes FROM passages a
       JOIN passage_vectors e ON e.corpus_id = a.corpus_id AND e.unit_id = a.unit_id AND e.passage_id = a.id
       WHERE a.version_id = $3 AND a.corpus_id IN (${READABLE}) AND e.set_id = (SELECT id FROM embedding_sets WHERE state = 'live')`,
      [asker.principal, asker.anonymous, versionId],
    );
    return new Map(rows.map(({ id, bytes }) => [id, readHalfvec(bytes)]));
  }

  /**
   * Vectors of a set with a higher sequence number, in its order: those of one unit follow one another, in the order
   * of its passages. Complete only where transactions come one after the other, as on the embedded engine.
   */
  async storedAfter(setId: number, sequence: number, limit: number): Promise<StoredVector[]> {
    const rows = await planned<UnitKey & { sequence: number; bytes: Buffer }>(
      this.database,
      `SELECT corpus_id AS "corpusId", unit_id AS "unitId", sequence, halfvec_send(embedding) AS bytes
       FROM passage_vectors WHERE set_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
      [setId, sequence, limit],
    );
    return rows.map(({ bytes, ...row }) => ({ ...row, vector: readHalfvec(bytes) }));
  }
}
