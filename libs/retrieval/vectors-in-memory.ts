import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  OVERFETCH,
  SearchRepository,
  VectorsRepository,
  type Asker,
  type Candidate,
  type Nearness,
  type QueryVector,
  type Scope,
  type UnitKey,
} from '#corpus';
import { VectorTable } from './vector-table.js';
import type { Vectors } from './vectors.js';

/** Vectors fetched by one statement, so that no other client waits for long. */
const PAGE = 2000;

/**
 * Keeps the vectors of the set that searches use in this process: the embedded engine takes 64 ms to compare 30,000
 * of 256 dimensions, an array here 7. Whether a unit may be seen is asked of the database each time. Vectors of
 * what was deleted stay until the next start, and are never given out.
 */
@Injectable()
export class VectorsInMemory implements Vectors {
  private kept: { setId: number; sequence: number; table: VectorTable } | null = null;
  private renewal: Promise<unknown> = Promise.resolve();

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
    const ahead = limit * OVERFETCH;
    const units = table.nearest(query.vector, ahead, new Set(scope.corpora.map((corpus) => corpus.id)));
    const found = (await this.search.visible(scope, units)).slice(0, limit);
    return found.length === limit || units.length < ahead ? found : this.search.nearest(scope, query, limit);
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
    return this.kept?.setId === query.setId ? this.kept.table : this.renewed(query);
  }

  /** The table with everything that is stored by now. */
  private renewed(query: QueryVector): Promise<VectorTable> {
    const renewal = this.renewal.catch(() => {}).then(() => this.renew(query));
    this.renewal = renewal;
    return renewal;
  }

  private async renew({ setId, vector }: QueryVector): Promise<VectorTable> {
    if (this.kept?.setId !== setId) this.kept = { setId, sequence: 0, table: new VectorTable(vector.length) };
    const { kept } = this;
    for (;;) {
      const stored = await this.vectors.storedAfter(setId, kept.sequence, PAGE);
      kept.table.add(stored);
      kept.sequence = stored.at(-1)?.sequence ?? kept.sequence;
      if (stored.length < PAGE) return kept.table;
    }
  }
}
