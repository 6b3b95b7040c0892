import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { planned } from './engine/on-connection.js';
import { Reads } from './engine/reads.js';
import type { UnitKey } from './search.repository.js';
import { readSparsevec } from './vector-literals.js';

/** A unit's impacts as they are stored: term ids, and what each weighs in it. */
export interface UnitImpacts extends UnitKey {
  sequence: number;
  ids: Int32Array;
  weights: Float32Array;
}

@Injectable()
export class ImpactsRepository {
  private readonly database: DataSource;

  constructor({ database }: Reads) {
    this.database = database;
  }

  /**
   * Units with a higher sequence number, in its order; one whose impacts were renewed comes again. Complete only where
   * transactions come one after the other, as on the embedded engine.
   */
  async storedAfter(sequence: number, limit: number): Promise<UnitImpacts[]> {
    const rows = await planned<UnitKey & { sequence: number; bytes: Buffer }>(
      this.database,
      `SELECT corpus_id AS "corpusId", id AS "unitId", sequence, sparsevec_send(impacts) AS bytes
       FROM units WHERE sequence > $1 ORDER BY sequence LIMIT $2`,
      [sequence, limit],
    );
    return rows.map(({ bytes, ...row }) => ({ ...row, ...readSparsevec(bytes) }));
  }
}
