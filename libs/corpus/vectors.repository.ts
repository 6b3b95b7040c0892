import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Parameters, inScope, scopeCte, unitsByKey, type Scope } from './scope.js';
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

@Injectable()
export class VectorsRepository {
  constructor(private readonly database: DataSource) {}

  /** Cosines of units in scope with a vector, by unit id. */
  async nearness(scope: Scope, units: UnitKey[], query: QueryVector): Promise<Map<string, Nearness>> {
    const p = new Parameters();
    const vector = p.add(halfvecLiteral(query.vector));
    const set = p.add(query.setId);
    const rows: (Nearness & { id: string })[] = await this.database.query(
      `WITH ${scopeCte(scope, p)}
       SELECT u.id, coalesce(-(e.embedding <#> ${vector}::halfvec), 0) AS unit,
         ARRAY(SELECT -(f.embedding <#> ${vector}::halfvec) FROM passage_vectors f
           WHERE f.corpus_id = u.corpus_id AND f.unit_id = u.id AND f.set_id = ${set} ORDER BY f.sequence) AS passages
       FROM ${unitsByKey(units, p)} JOIN versions v ON v.id = u.version_id
       LEFT JOIN unit_vectors e ON e.corpus_id = u.corpus_id AND e.unit_id = u.id AND e.set_id = ${set}
       WHERE ${inScope(scope, p)}`,
      p.values,
    );
    return new Map(rows.map(({ id, unit, passages }) => [id, { unit, passages }]));
  }

  /**
   * Vectors of a set with a higher sequence number, in its order: those of one unit follow one another, in the order
   * of its passages. Complete only where transactions come one after the other, as on the embedded engine.
   */
  async storedAfter(setId: number, sequence: number, limit: number): Promise<StoredVector[]> {
    const rows: (UnitKey & { sequence: number; bytes: Buffer })[] = await this.database.query(
      `SELECT corpus_id AS "corpusId", unit_id AS "unitId", sequence, halfvec_send(embedding) AS bytes
       FROM passage_vectors WHERE set_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
      [setId, sequence, limit],
    );
    return rows.map(({ bytes, ...row }) => ({ ...row, vector: readHalfvec(bytes) }));
  }
}
