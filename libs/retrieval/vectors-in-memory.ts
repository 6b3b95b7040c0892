import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  SearchRepository,
  VectorsRepository,
  type Asker,
  type Candidate,
  type Nearness,
  type QueryVector,
  type Scope,
  type UnitKey,
} from '#corpus';
import { firstInScope } from './first-in-scope.js';
import { follow } from './follow.js';
import { VectorTable } from './vector-table.js';
import type { Vectors } from './vectors.js';

/** The set that searches use, and another one for those that began before it was switched. */
const MOST_SETS = 2;

/**
 * Keeps the vectors of the set that searches use in this process: the embedded engine takes 64 ms to compare 30,000
 * of 256 dimensions, an array here 2. Whether a unit may be seen is asked of the database each time. Vectors of
 * what was deleted stay until the next start, and are never given out.
 */
@Injectable()
export class VectorsInMemory implements Vectors {
  private readonly kept = new Map<number, KeptSet>();

  constructor(
    private readonly search: SearchRepository,
    private readonly vectors: VectorsRepository,
  ) {}

  async prepare(query: QueryVector): Promise<void> {
    await this.renewed(query);
  }

  async nearest(scope: Scope, query: QueryVector, limit: number): Promise<Candidate[]> {
    const table = await this.prepared(query);
    // The scan holds this thread: let the other lanes' statements go out first, for the engine to work on meanwhile.
    await nextTurn();
    const found = await firstInScope(this.search, scope, limit, (count, corpora) =>
      table.nearest(query.vector, count, corpora),
    );
    return found ?? this.search.nearest(scope, query, limit);
  }

  async nearness(_: Asker, units: UnitKey[], query: QueryVector): Promise<Map<string, Nearness>> {
    const prepared = await this.prepared(query);
    const isNew = units.some(({ unitId }) => !prepared.has(unitId)); // stored since the search began
    const table = isNew ? await this.renewed(query) : prepared;
    return new Map(
      units.flatMap(({ unitId }) => {
        const near = table.nearness(unitId, query.vector);
        return near ? [[unitId, near] as const] : [];
      }),
    );
  }

  private async prepared(query: QueryVector): Promise<VectorTable> {
    const kept = this.kept.get(query.setId);
    return kept?.filled ? kept.table : this.renewed(query);
  }

  /** The table with everything that is stored by now. */
  private async renewed({ setId, vector }: QueryVector): Promise<VectorTable> {
    const kept = this.kept.get(setId) ?? this.begun(setId, vector.length);
    await kept.catchUp();
    kept.filled = true;
    return kept.table;
  }

  private begun(setId: number, dimensions: number): KeptSet {
    const table = new VectorTable(dimensions);
    const catchUp = follow(
      (sequence, limit) => this.vectors.storedAfter(setId, sequence, limit),
      (stored) => table.add(stored),
    );
    const kept = { table, catchUp, filled: false };
    this.kept.set(setId, kept);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_SETS) this.kept.delete(oldest!);
    return kept;
  }
}

interface KeptSet {
  table: VectorTable;
  catchUp: () => Promise<void>;
  /** It holds what was stored when it was begun. */
  filled: boolean;
}
