import { Injectable } from '@nestjs/common';
import type { Language } from '#platform';
import { DataSource } from 'typeorm';
import type { Treatment } from './entities.js';
import { TREATMENTS } from './treatments.repository.js';
import { TERM_SPACE } from './analysis/term-id.js';
import { planned } from './engine/on-connection.js';
import { BY_KEY, Parameters, inScope, keysOf, scopeCte, unitsByKey, type Scope } from './scope.js';
import { halfvecLiteral, sparsevecLiteral } from './vector-literals.js';

/** Names a unit by its primary key. */
export interface UnitKey {
  corpusId: string;
  unitId: string;
}

/** A unit in scope that a lane has found. */
export interface Candidate extends UnitKey {
  versionId: string;
}

/** A query's vector, and the embedding set that it can be compared with. */
export interface QueryVector {
  setId: number;
  vector: Float32Array;
}

export interface PassageContent {
  id: string;
  language: Language;
  start: number;
  end: number;
  headings: string[];
  pageFrom: number | null;
}

/** What a unit says. It never changes: a document that changes gets new units. */
export interface UnitContent {
  id: string;
  language: Language;
  /** Where the unit begins in the canonical text. */
  start: number;
  context: string;
  text: string;
  identifiers: string[];
  /** In their order. */
  passages: PassageContent[];
}

export interface VersionRow {
  id: string;
  documentId: string;
  key: string;
  corpus: string;
  title: string;
  kind: string | null;
  language: Language;
  date: string | null;
  validFrom: string | null;
  validTo: string | null;
  metadata: Record<string, unknown>;
  createdAt: Date;
  /** The version that took its place on the day it ended. */
  replacedBy: { id: string; title: string } | null;
  /** How much its kind binds in its corpus, 1 the most; null where nobody said. */
  rank: number | null;
  treatments: Treatment[];
}

/** How many times as many are looked up before they are joined: superseded versions and metadata take some away. */
export const OVERFETCH = 2;

export const CANDIDATE = 'u.corpus_id AS "corpusId", u.id AS "unitId", u.version_id AS "versionId"';

/** The corpora asked for, as an array: the planner passes over the partitions of others. */
export function corporaOf(scope: Scope, p: Parameters): string {
  return `${p.add(scope.corpora.map(({ id }) => id))}::uuid[]`;
}

/** The lanes of a search, whose statements carry the scope, and what the second stage needs of what they find. */
@Injectable()
export class SearchRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * BM25 over stems and compound parts: an inner product of stored impacts and the query's idf.
   * @param match term ids of which a candidate holds at least one; bounded by the caller
   * @param weights term id -> idf
   */
  async lexical(
    scope: Scope,
    match: number[],
    weights: Map<number, number>,
    limit: number,
  ): Promise<Candidate[]> {
    if (match.length === 0) return [];
    const query = sparsevecLiteral(weights, TERM_SPACE);
    return this.best(
      scope,
      limit,
      (p) => `SELECT corpus_id, id AS unit_id, impacts <#> ${p.add(query)}::sparsevec AS distance FROM units
         WHERE terms && ${p.add(match)}::int[] AND corpus_id = ANY (${corporaOf(scope, p)})`,
    );
  }

  /** Units of the passages nearest to the query, by exact scan of its embedding set. */
  async nearest(scope: Scope, { setId, vector }: QueryVector, limit: number): Promise<Candidate[]> {
    const query = halfvecLiteral(vector);
    return this.best(
      scope,
      limit,
      (
        p,
      ) => `SELECT corpus_id, unit_id, embedding <#> ${p.add(query)}::halfvec AS distance FROM passage_vectors
         WHERE set_id = ${p.add(setId)} AND corpus_id = ANY (${corporaOf(scope, p)})`,
    );
  }

  /**
   * The best in scope of what is ranked by distance. A few more than wanted are taken first and joined afterwards: as
   * long as enough of them are in scope they are the same as by joining all, at a fraction of the cost.
   * @param ranked a statement that gives `corpus_id`, `unit_id` and `distance` of units of the corpora asked for; which
   *   of them may be seen is decided by the join
   */
  private async best(scope: Scope, limit: number, ranked: (p: Parameters) => string): Promise<Candidate[]> {
    const ahead = limit * OVERFETCH;
    const found = await this.bestAmong(scope, limit, ranked, ahead);
    if (found.length === limit || (found[0]?.looked ?? ahead) < ahead) return found;
    return this.bestAmong(scope, limit, ranked, null);
  }

  private async bestAmong(
    scope: Scope,
    limit: number,
    ranked: (p: Parameters) => string,
    ahead: number | null,
  ): Promise<(Candidate & { looked?: number })[]> {
    const p = new Parameters();
    const all = ranked(p);
    const near =
      ahead === null
        ? `NOT MATERIALIZED (${all})`
        : `MATERIALIZED (${all} ORDER BY distance LIMIT ${p.add(ahead)})`;
    return this.database.query(
      `WITH ${scopeCte(scope, p)}, near AS ${near}
       SELECT ${CANDIDATE}, -near.distance AS score${ahead === null ? '' : ', (SELECT count(*) FROM near)::int AS looked'}
       FROM near JOIN units u ON u.corpus_id = near.corpus_id AND u.id = near.unit_id JOIN versions v ON v.id = u.version_id
       WHERE ${inScope(scope, p)}
       ORDER BY near.distance LIMIT ${p.add(limit)}`,
      p.values,
    );
  }

  /** Those of the units that are in scope, in their order. */
  async visible(scope: Scope, units: UnitKey[]): Promise<Candidate[]> {
    const p = new Parameters();
    return this.database.query(
      `WITH ${scopeCte(scope, p)}
       SELECT ${CANDIDATE} FROM ${unitsByKey(units, p)} JOIN versions v ON v.id = u.version_id
       WHERE ${inScope(scope, p)} ORDER BY k.at`,
      p.values,
    );
  }

  /** Units that hold one of the identifiers; the score is how many. */
  async byIdentifiers(scope: Scope, identifiers: string[], limit: number): Promise<Candidate[]> {
    if (identifiers.length === 0) return [];
    const p = new Parameters();
    const wanted = p.add(identifiers);
    return this.database.query(
      `WITH ${scopeCte(scope, p)}
       SELECT ${CANDIDATE}, (SELECT count(*) FROM unnest(u.identifiers) i WHERE i = ANY (${wanted}::text[]))::float8 AS score
       FROM units u JOIN versions v ON v.id = u.version_id
       WHERE u.identifiers && ${wanted}::text[]
         AND ${inScope(scope, p)}
       ORDER BY score DESC, u.id LIMIT ${p.add(limit)}`,
      p.values,
    );
  }

  /** What units say that a lane has just found in scope. */
  async contents(units: UnitKey[]): Promise<UnitContent[]> {
    return units.length === 0 ? [] : planned(this.database, 'contents', CONTENTS, keysOf(units));
  }

  async versions(ids: string[]): Promise<VersionRow[]> {
    return planned(this.database, 'versions', VERSIONS, [ids]);
  }
}

const CONTENTS = `SELECT u.id, u.language, u.start_offset AS start, t.context, t.text, u.identifiers,
    (SELECT json_agg(json_build_object('id', a.id, 'language', a.language, 'start', a.start_offset, 'end', a.end_offset,
       'headings', a.headings, 'pageFrom', a.page_from) ORDER BY a.position)
     FROM passages a WHERE a.corpus_id = k.corpus_id AND a.unit_id = k.id) AS passages
  FROM ${BY_KEY} JOIN units u ON u.corpus_id = k.corpus_id AND u.id = k.id
  JOIN unit_texts t ON t.corpus_id = k.corpus_id AND t.unit_id = k.id`;

const VERSIONS = `SELECT v.id, v.document_id AS "documentId", d.key, c.slug AS corpus, v.title, v.kind, v.language, v.date,
    v.valid_from AS "validFrom", v.valid_to AS "validTo", v.metadata, v.created_at AS "createdAt",
    (SELECT json_build_object('id', n.id, 'title', n.title) FROM versions n
     WHERE n.document_id = v.document_id AND n.valid_from = v.valid_to ORDER BY n.sequence DESC LIMIT 1) AS "replacedBy",
    k.rank, ${TREATMENTS} AS treatments
  FROM versions v JOIN documents d ON d.id = v.document_id JOIN corpora c ON c.id = v.corpus_id
  LEFT JOIN source_kinds k ON k.corpus_id = v.corpus_id AND k.kind = v.kind
  WHERE v.id = ANY ($1::uuid[])`;
