import { Injectable } from '@nestjs/common';
import {
  NearestRepository,
  VectorsRepository,
  type Asker,
  type Candidate,
  type Nearness,
  type QueryVector,
  type Scope,
  type UnitKey,
} from '#corpus';

/** Where vectors are compared: in the database, or in this process on the embedded engine. */
export interface Vectors {
  /** To be called before the others for each search, so that they know what is stored by then. */
  prepare(query: QueryVector): Promise<void>;
  /** Units in scope of the passages nearest to the query, nearest first; a unit once for each such passage. */
  nearest(scope: Scope, query: QueryVector, limit: number): Promise<Candidate[]>;
  /** Cosines of units that have been found in scope, by unit id. */
  nearness(asker: Asker, units: UnitKey[], query: QueryVector): Promise<Map<string, Nearness>>;
}

export const VECTORS = Symbol('vectors');

/** The server engine compares where the vectors are stored. */
@Injectable()
export class StoredVectors implements Vectors {
  constructor(
    private readonly nearby: NearestRepository,
    private readonly vectors: VectorsRepository,
  ) {}

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  nearest(scope: Scope, query: QueryVector, limit: number): Promise<Candidate[]> {
    return this.nearby.nearest(scope, query, limit);
  }

  nearness(asker: Asker, units: UnitKey[], query: QueryVector): Promise<Map<string, Nearness>> {
    return this.vectors.nearness(asker, units, query);
  }
}
