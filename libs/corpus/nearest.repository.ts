import { Injectable } from '@nestjs/common';
import { Reads } from './engine/reads.js';
import { Parameters, scopeCte, unitInScope, type Scope } from './scope.js';
import {
  corporaOf,
  nearInScope,
  OVERFETCH,
  SearchRepository,
  type Candidate,
  type QueryVector,
} from './search.repository.js';
import { halfvecLiteral } from './vector-literals.js';
import { distanceTo } from './vector-indexes.repository.js';

/** Up to so many versions in scope are compared one by one; about 10 us each, so a fifth of a second at most. */
const FEW = 20_000;
/** Of the nearest, this share in scope says that looking further along the index finds enough. */
const ENOUGH_IN_SCOPE = 0.03;
/** The farthest along an index; what is not found by then is far from the question. */
const FARTHEST = 40_000;
/**
 * How many an index keeps in mind on its way: with 300 the first ten are .984 of the exact ones (`kilde bench --server`,
 * 100,000 passages). The most is pgvector's limit; beyond, the index goes on by itself (iterative scan).
 */
const EF = { least: 300, most: 1000 };

/** The vector lane of the server engine: along an HNSW index where there is one, or exact where a filter leaves little. */
@Injectable()
export class NearestRepository {
  constructor(
    private readonly reads: Reads,
    private readonly search: SearchRepository,
  ) {}

  /** Units of the passages nearest to the query, nearest first; a unit once for each such passage. */
  async nearest(scope: Scope, query: QueryVector, limit: number): Promise<Candidate[]> {
    const ahead = limit * OVERFETCH;
    const first = await this.along(scope, query, limit, ahead);
    if (isEnough(first, limit, ahead)) return first.found;
    const share = first.found.length / ahead;
    if (share < ENOUGH_IN_SCOPE) {
      const few = await this.among(scope, query, limit);
      if (few) return few;
    }
    for (let next = (1.5 * limit) / Math.max(share, 1 / ahead); ; next *= 4) {
      const further = Math.min(FARTHEST, Math.ceil(next));
      const along = await this.along(scope, query, limit, further);
      if (isEnough(along, limit, further)) return along.found;
      if (further === FARTHEST) return (await this.among(scope, query, limit)) ?? along.found;
    }
  }

  /** Those in scope of so many nearest; `looked` is how many there were to look at. */
  private async along(scope: Scope, query: QueryVector, limit: number, ahead: number): Promise<Along> {
    const p = new Parameters();
    const distance = distanceTo(query.vector.length, p.add(halfvecLiteral(query.vector)));
    const rows: (Candidate & { looked: number })[] = await this.reads.database.query(
      `WITH ${scopeCte(scope, p)}, settings AS MATERIALIZED (
         SELECT set_config('hnsw.ef_search', '${Math.min(EF.most, Math.max(EF.least, ahead))}', true),
           set_config('hnsw.iterative_scan', 'relaxed_order', true),
           set_config('hnsw.max_scan_tuples', '${2 * FARTHEST}', true)
       ), near AS MATERIALIZED (
         SELECT e.corpus_id, e.unit_id, ${distance} AS distance FROM passage_vectors e
         WHERE e.set_id = ${setNumber(query)} AND e.corpus_id = ANY (${corporaOf(scope, p)})
           AND (SELECT count(*) FROM settings) > 0 -- before the scan begins, and for this statement alone
         ORDER BY ${distance} LIMIT ${p.add(ahead)})
       ${nearInScope(scope, p, limit, 'byUnit')}`,
      p.values,
    );
    return { found: rows, looked: rows[0]?.looked ?? ahead };
  }

  /** The nearest of all that is in scope, or null when that is much. */
  private among(scope: Scope, query: QueryVector, limit: number): Promise<Candidate[] | null> {
    return this.search.amongFew(
      scope,
      limit,
      FEW,
      (p) => `SELECT u.corpus_id, u.id AS unit_id, u.version_id,
           ${distanceTo(query.vector.length, p.add(halfvecLiteral(query.vector)))} AS distance
         FROM few JOIN units u ON u.version_id = few.id
         JOIN passage_vectors e ON e.corpus_id = u.corpus_id AND e.unit_id = u.id AND e.set_id = ${setNumber(query)}
         WHERE u.corpus_id = ANY (${corporaOf(scope, p)}) AND ${unitInScope(scope, p)}`,
    );
  }
}

interface Along {
  found: Candidate[];
  looked: number;
}

function isEnough({ found, looked }: Along, limit: number, ahead: number): boolean {
  return found.length === limit || looked < ahead;
}

/** Written into the statement, since an index belongs to one set. @throws Error when it is no number. */
function setNumber({ setId }: QueryVector): number {
  if (!Number.isInteger(setId)) throw new Error('not the id of an embedding set');
  return setId;
}
