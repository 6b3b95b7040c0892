import { Injectable } from '@nestjs/common';
import { groupBy } from '#platform';
import type { DataSource } from 'typeorm';
import { Reads } from './engine/reads.js';
import { TERM_SPACE } from './analysis/term-id.js';
import { planned, withSettings } from './engine/on-connection.js';
import {
  inScope,
  Parameters,
  scopeCte,
  unitInScope,
  unitsByKey,
  versionInScope,
  type Scope,
} from './scope.js';
import { halfvecLiteral, sparsevecLiteral } from './vector-literals.js';

/** Names a unit by its primary key. */
export interface UnitKey {
  corpusId: string;
  unitId: string;
}

/** A unit in scope that a lane has found. */
export interface Candidate extends UnitKey {
  versionId: string;
  /** As in the version's row; not where one was sought among few. */
  written?: string;
}

/** What the lexical lane looks for. */
export interface LexicalQuery {
  /** Term ids of which a candidate holds at least one. */
  any: number[];
  /** Or it holds one of these lists of term ids whole. */
  together: number[][];
  /** Of such units so many are looked at at most. */
  most: number;
  /** term id -> idf of all terms */
  weights: Map<number, number>;
}

/** A query's vector, and the embedding set that it can be compared with. */
export interface QueryVector {
  setId: number;
  vector: Float32Array;
}

/** How many times as many are looked up before they are joined: superseded versions and metadata take some away. */
export const OVERFETCH = 2;

/**
 * The planner takes comparing arrays for as cheap as comparing numbers, and would rather compare those of all units than
 * look up a fifth of them: half a second instead of 25 ms over 100,000.
 */
const ALONG_INDEX = { enable_seqscan: 'off' };

/** Versions in scope are few when all their units are to be looked at sooner than those that the terms select. */
const FEW_OF_MOST = 4;

const FOUND = 'r.corpus_id AS "corpusId", r.unit_id AS "unitId", r.version_id AS "versionId"';

/** How what is nearest is joined to the versions that say whether it is in scope. */
const JOINED = {
  byUnit: {
    from: 'near JOIN units u ON u.corpus_id = near.corpus_id AND u.id = near.unit_id JOIN versions v ON v.id = u.version_id',
    within: inScope,
  },
  byVersion: { from: 'near JOIN versions v ON v.id = near.version_id', within: versionInScope },
};

/** The end of a statement that gives `near`: candidates that are in scope, and how many there were to look at. */
export function nearInScope(scope: Scope, p: Parameters, limit: number, join: keyof typeof JOINED): string {
  const { from, within } = JOINED[join];
  return `SELECT near.corpus_id AS "corpusId", near.unit_id AS "unitId", v.id AS "versionId", v.xmin::text AS written,
         (SELECT count(*) FROM near)::int AS looked
       FROM ${from} WHERE ${within(scope, p)} ORDER BY near.distance LIMIT ${p.add(limit)}`;
}

/** The corpora asked for, as an array: the planner passes over the partitions of others. */
export function corporaOf(scope: Scope, p: Parameters): string {
  return `${p.add(scope.corpora.map(({ id }) => id))}::uuid[]`;
}

/** The lanes of a search, whose statements carry the scope. */
@Injectable()
export class SearchRepository {
  private readonly database: DataSource;

  constructor({ database }: Reads) {
    this.database = database;
  }

  /** BM25 over stems and compound parts: an inner product of stored impacts and the query's idf. */
  async lexical(scope: Scope, query: LexicalQuery, limit: number): Promise<Candidate[]> {
    const { any, together, most, weights } = query;
    if (any.length + together.length === 0) return [];
    const idf = sparsevecLiteral(weights, TERM_SPACE);
    const columns = (p: Parameters) =>
      `u.corpus_id, u.id AS unit_id, u.version_id, u.impacts <#> ${p.add(idf)}::sparsevec AS distance`;
    const selected = (p: Parameters, from: string, condition: string) => {
      // Lists that differ in their last term are looked up in one scan of the index.
      const held = [...groupBy(together, (ids) => ids.slice(0, -1).join())].map(([, lists]) => {
        const [first] = lists as [number[]];
        const lasts = lists.map((ids) => ids.at(-1));
        return `u.terms @> ${p.add(first.slice(0, -1))}::int[] AND u.terms && ${p.add(lasts)}::int[]`;
      });
      if (any.length > 0) held.push(`u.terms && ${p.add(any)}::int[]`);
      return `SELECT ${columns(p)} FROM ${from} WHERE (${held.join(' OR ')})
          AND u.corpus_id = ANY (${corporaOf(scope, p)}) AND ${condition} LIMIT ${p.add(most)}::int`;
    };
    const found = await this.best(
      scope,
      limit,
      (p) => selected(p, 'units u', unitInScope(scope, p)),
      'byVersion',
      ALONG_INDEX,
    );
    if (found.enough) return found.candidates;
    const few = await this.amongFew(
      scope,
      limit,
      Math.floor(most / FEW_OF_MOST),
      (p) => `SELECT ${columns(p)} FROM few JOIN units u ON u.version_id = few.id
         WHERE u.corpus_id = ANY (${corporaOf(scope, p)}) AND u.terms && ${p.add([...weights.keys()])}::int[]
           AND ${unitInScope(scope, p)}`,
    );
    if (few) return few;
    return this.bestInScope(scope, limit, (p) =>
      selected(p, 'units u JOIN versions v ON v.id = u.version_id', inScope(scope, p)),
    );
  }

  /** Units of the passages nearest to the query, by exact scan of its embedding set. */
  async nearest(scope: Scope, { setId, vector }: QueryVector, limit: number): Promise<Candidate[]> {
    const query = halfvecLiteral(vector);
    const columns = (p: Parameters) =>
      `e.corpus_id, e.unit_id, e.embedding <#> ${p.add(query)}::halfvec AS distance`;
    const own = (p: Parameters) =>
      `e.set_id = ${p.add(setId)} AND e.corpus_id = ANY (${corporaOf(scope, p)})`;
    const found = await this.best(
      scope,
      limit,
      (p) => `SELECT ${columns(p)} FROM passage_vectors e WHERE ${own(p)}`,
      'byUnit',
    );
    if (found.enough) return found.candidates;
    return this.bestInScope(
      scope,
      limit,
      (
        p,
      ) => `SELECT ${columns(p)}, u.version_id FROM passage_vectors e JOIN units u ON u.corpus_id = e.corpus_id AND u.id = e.unit_id
         JOIN versions v ON v.id = u.version_id WHERE ${own(p)} AND ${inScope(scope, p)}`,
    );
  }

  /**
   * The best in scope among a few more than wanted: as long as enough of these are in scope, they are the same as by
   * joining all, at a fraction of the cost.
   * @param ranked a statement that gives `corpus_id`, `unit_id` and `distance` of units of the corpora asked for, and
   *   `version_id` to be joined by
   */
  private async best(
    scope: Scope,
    limit: number,
    ranked: (p: Parameters) => string,
    join: keyof typeof JOINED,
    settings: Record<string, string> = {},
  ): Promise<{ candidates: Candidate[]; enough: boolean }> {
    const ahead = limit * OVERFETCH;
    const p = new Parameters();
    const candidates = await withSettings<Candidate & { looked: number }>(
      this.database,
      settings,
      `WITH ${scopeCte(scope, p)}, near AS MATERIALIZED (
         SELECT * FROM (${ranked(p)}) r ORDER BY distance LIMIT ${p.add(ahead)})
       ${nearInScope(scope, p, limit, join)}`,
      p.values,
    );
    return { candidates, enough: candidates.length === limit || (candidates[0]?.looked ?? ahead) < ahead };
  }

  /** The best of `ranked`, which looks at what is in scope alone and also gives `version_id`. */
  private async bestInScope(
    scope: Scope,
    limit: number,
    ranked: (p: Parameters) => string,
  ): Promise<Candidate[]> {
    const p = new Parameters();
    return this.database.query(
      `WITH ${scopeCte(scope, p)}
       SELECT ${FOUND} FROM (${ranked(p)}) r ORDER BY distance LIMIT ${p.add(limit)}`,
      p.values,
    );
  }

  /** The best of `ranked`, which looks at the versions `few (id)` alone; null when more than so many are in scope. */
  async amongFew(
    scope: Scope,
    limit: number,
    most: number,
    ranked: (p: Parameters) => string,
  ): Promise<Candidate[] | null> {
    const p = new Parameters();
    const [row]: [{ few: boolean; found: Candidate[] }] = await this.database.query(
      `WITH ${scopeCte(scope, p)}, few AS MATERIALIZED (
         SELECT v.id FROM versions v WHERE ${versionInScope(scope, p)} LIMIT ${p.add(most + 1)}
       ), found AS (
         SELECT ${FOUND} FROM (${ranked(p)} AND (SELECT count(*) FROM few) <= ${p.add(most)}) r
         ORDER BY distance LIMIT ${p.add(limit)})
       SELECT (SELECT count(*) FROM few) <= ${p.add(most)} AS few, (SELECT coalesce(json_agg(found), '[]') FROM found) AS found`,
      p.values,
    );
    return row.few ? row.found : null;
  }

  /** Those of the units that are in scope, in their order. */
  async visible(scope: Scope, units: UnitKey[]): Promise<Candidate[]> {
    const p = new Parameters();
    const statement = `WITH ${scopeCte(scope, p)}
       SELECT k.at::int AS place, u.version_id AS "versionId", v.xmin::text AS written FROM ${unitsByKey(units, p)} JOIN versions v ON v.id = u.version_id
       WHERE ${inScope(scope, p)} ORDER BY k.at`;
    // With filters, its text is one of very many.
    const rows: { place: number; versionId: string; written: string }[] = await (scope.filters.length === 0
      ? planned(this.database, statement, p.values)
      : this.database.query(statement, p.values));
    return rows.map(({ place, ...version }) => ({ ...units[place - 1]!, ...version }));
  }

  /** Units that hold one of the identifiers; the score is how many. */
  async byIdentifiers(scope: Scope, identifiers: string[], limit: number): Promise<Candidate[]> {
    if (identifiers.length === 0) return [];
    const p = new Parameters();
    const wanted = p.add(identifiers);
    return this.database.query(
      `WITH ${scopeCte(scope, p)}
       SELECT u.corpus_id AS "corpusId", u.id AS "unitId", v.id AS "versionId", v.xmin::text AS written,
         (SELECT count(*) FROM unnest(u.identifiers) i WHERE i = ANY (${wanted}::text[]))::float8 AS score
       FROM units u JOIN versions v ON v.id = u.version_id
       WHERE u.identifiers && ${wanted}::text[]
         AND ${inScope(scope, p)}
       ORDER BY score DESC, u.id LIMIT ${p.add(limit)}`,
      p.values,
    );
  }
}
