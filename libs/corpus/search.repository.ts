import { Injectable } from '@nestjs/common';
import { groupBy, type Language } from '#platform';
import { DataSource } from 'typeorm';
import { TERM_SPACE } from './analysis/term-id.js';
import { Parameters, inScope, scopeCte, type Scope } from './scope.js';
import { halfvecLiteral, sparsevecLiteral } from './vector-literals.js';

export interface Candidate {
  corpusId: string;
  unitId: string;
  score: number;
}

/** Statistics of the corpora in scope for the terms of one query. */
export interface QueryStatistics {
  units: number;
  averageStemLength: number;
  averageGramLength: number;
  /** `language:field:term` -> units that hold it, summed over the corpora in scope */
  frequency: Map<string, number>;
  languages: Language[];
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

/** How near a unit is to a query's vector; 0 where it has no vector in the live set. */
export interface UnitNearness {
  id: string;
  versionId: string;
  cosine: number;
  /** In the order of the unit's passages. */
  passageCosines: number[];
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
}

/** How many times as many passages are looked up before they are joined. */
const OVERFETCH = 4;

/** The lanes of a search and what the second stage needs. Every statement carries the scope. */
@Injectable()
export class SearchRepository {
  constructor(private readonly database: DataSource) {}

  /** Frequencies of terms (each `{language, field, term}`) over the corpora in scope, with N and average lengths. */
  async statistics(
    scope: Scope,
    terms: { language: Language; field: 's' | 'p' | 'g'; term: string }[],
  ): Promise<QueryStatistics> {
    const totals = new Parameters();
    const totalRows: { language: Language; units: number; stems: number; grams: number }[] =
      await this.database.query(
        `WITH ${scopeCte(scope, totals)}
       SELECT language, sum(units)::int AS units, sum(stem_length)::float8 AS stems, sum(gram_length)::float8 AS grams
       FROM statistics WHERE corpus_id IN (SELECT id FROM scope) GROUP BY language HAVING sum(units) > 0`,
        totals.values,
      );
    const languages = totalRows.map((row) => row.language);
    const groups = groupBy(
      terms.filter((term) => languages.includes(term.language)),
      ({ language, field }) => `${language}:${field}`,
    );
    const wanted = [...groups.values()].map((group) => {
      const { language, field } = group[0]!;
      return { language, field, terms: group.map(({ term }) => term) };
    });
    // OFFSET 0 keeps the planner from joining the other way round, which would read the whole table.
    const some = new Parameters();
    const rows: { language: string; field: string; term: string; units: number }[] =
      await this.database.query(
        `WITH ${scopeCte(scope, some)}
       SELECT w.language, w.field, f.term, sum(f.units)::int AS units
       FROM scope CROSS JOIN jsonb_to_recordset(${some.add(JSON.stringify(wanted))}::jsonb) AS w (language text, field "char", terms text[])
       CROSS JOIN LATERAL (
         SELECT term, units FROM frequencies
         WHERE corpus_id = scope.id AND language = w.language AND field = w.field AND term = ANY (w.terms) OFFSET 0
       ) f
       GROUP BY w.language, w.field, f.term`,
        some.values,
      );
    const sum = (pick: (row: (typeof totalRows)[number]) => number) =>
      totalRows.reduce((total, row) => total + pick(row), 0);
    const units = sum((row) => row.units);
    return {
      units,
      averageStemLength: sum((row) => row.stems) / (units || 1),
      averageGramLength: sum((row) => row.grams) / (units || 1),
      frequency: new Map(rows.map((row) => [`${row.language}:${row.field}:${row.term}`, row.units])),
      languages,
    };
  }

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
    const p = new Parameters();
    const query = p.add(sparsevecLiteral(weights, TERM_SPACE));
    return this.database.query(
      `WITH ${scopeCte(scope, p)}
       SELECT u.corpus_id AS "corpusId", u.id AS "unitId", -(u.impacts <#> ${query}::sparsevec) AS score
       FROM units u JOIN versions v ON v.id = u.version_id
       WHERE u.terms && ${p.add(match)}::int[]
         AND ${inScope(scope, p)}
       ORDER BY u.impacts <#> ${query}::sparsevec LIMIT ${p.add(limit)}`,
      p.values,
    );
  }

  /**
   * Units of the passages nearest to the query, by exact scan of the live embedding set. Where only validity narrows
   * the scope, a few times as many passages as wanted are looked up first and joined afterwards: as long as enough of
   * them are in scope they are the same as by joining all, at half the cost.
   */
  async nearest(scope: Scope, vector: Float32Array, limit: number): Promise<Candidate[]> {
    const ahead = limit * OVERFETCH;
    if (scope.filters.length + scope.required.length + scope.excluded.length === 0) {
      const found = await this.nearestAmong(scope, vector, limit, ahead);
      if (found.length === limit || (found[0]?.looked ?? ahead) < ahead) return found;
    }
    return this.nearestAmong(scope, vector, limit, null);
  }

  private async nearestAmong(
    scope: Scope,
    vector: Float32Array,
    limit: number,
    ahead: number | null,
  ): Promise<(Candidate & { looked?: number })[]> {
    const p = new Parameters();
    const query = p.add(halfvecLiteral(vector));
    const distance = `embedding <#> ${query}::halfvec`;
    const passages = `SELECT corpus_id, unit_id, ${distance} AS distance FROM passage_vectors
         WHERE set_id = (SELECT id FROM embedding_sets WHERE state = 'live') AND corpus_id IN (SELECT id FROM scope)`;
    const near =
      ahead === null
        ? `NOT MATERIALIZED (${passages})`
        : `MATERIALIZED (${passages} ORDER BY ${distance} LIMIT ${p.add(ahead)})`;
    return this.database.query(
      `WITH ${scopeCte(scope, p)}, near AS ${near}
       SELECT e.corpus_id AS "corpusId", e.unit_id AS "unitId", -e.distance AS score${ahead === null ? '' : ', (SELECT count(*) FROM near)::int AS looked'}
       FROM near e JOIN units u ON u.corpus_id = e.corpus_id AND u.id = e.unit_id JOIN versions v ON v.id = u.version_id
       WHERE ${inScope(scope, p)}
       ORDER BY e.distance LIMIT ${p.add(limit)}`,
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
       SELECT u.corpus_id AS "corpusId", u.id AS "unitId", (SELECT count(*) FROM unnest(u.identifiers) i WHERE i = ANY (${wanted}::text[]))::float8 AS score
       FROM units u JOIN versions v ON v.id = u.version_id
       WHERE u.identifiers && ${wanted}::text[]
         AND ${inScope(scope, p)}
       ORDER BY score DESC, u.id LIMIT ${p.add(limit)}`,
      p.values,
    );
  }

  /** Cosines of the candidates in scope with a vector; null: all 0. */
  async nearness(scope: Scope, candidates: UnitKey[], vector: Float32Array | null): Promise<UnitNearness[]> {
    const p = new Parameters();
    const query = p.add(vector && halfvecLiteral(vector));
    return this.database.query(
      `WITH ${scopeCte(scope, p)}, live AS (SELECT id FROM embedding_sets WHERE state = 'live')
       SELECT u.id, u.version_id AS "versionId", coalesce(-(e.embedding <#> ${query}::halfvec), 0) AS cosine,
         ARRAY(SELECT coalesce(-(f.embedding <#> ${query}::halfvec), 0) FROM passages a
           LEFT JOIN passage_vectors f ON f.corpus_id = a.corpus_id AND f.passage_id = a.id AND f.set_id = (SELECT id FROM live)
           WHERE a.corpus_id = u.corpus_id AND a.unit_id = u.id ORDER BY a.position) AS "passageCosines"
       FROM ${unitsByKey(candidates, p)} JOIN versions v ON v.id = u.version_id
       LEFT JOIN unit_vectors e ON e.corpus_id = u.corpus_id AND e.unit_id = u.id AND e.set_id = (SELECT id FROM live)
       WHERE ${inScope(scope, p)}`,
      p.values,
    );
  }

  /** What the candidates in scope say. */
  async contents(scope: Scope, candidates: UnitKey[]): Promise<UnitContent[]> {
    if (candidates.length === 0) return [];
    const p = new Parameters();
    return this.database.query(
      `WITH ${scopeCte(scope, p)}
       SELECT u.id, u.language, u.start_offset AS start, u.context, u.text, u.identifiers,
         (SELECT json_agg(json_build_object('id', a.id, 'language', a.language, 'start', a.start_offset, 'end', a.end_offset,
            'headings', a.headings, 'pageFrom', a.page_from) ORDER BY a.position)
          FROM passages a WHERE a.corpus_id = u.corpus_id AND a.unit_id = u.id) AS passages
       FROM ${unitsByKey(candidates, p)} JOIN versions v ON v.id = u.version_id
       WHERE ${inScope(scope, p)}`,
      p.values,
    );
  }

  async versions(ids: string[]): Promise<VersionRow[]> {
    return this.database.query(
      `SELECT v.id, v.document_id AS "documentId", d.key, c.slug AS corpus, v.title, v.kind, v.language, v.date,
         v.valid_from AS "validFrom", v.valid_to AS "validTo", v.metadata
       FROM versions v JOIN documents d ON d.id = v.document_id JOIN corpora c ON c.id = v.corpus_id
       WHERE v.id = ANY ($1::uuid[])`,
      [ids],
    );
  }
}

export type UnitKey = Pick<Candidate, 'corpusId' | 'unitId'>;

/** The units with these keys, as `u`, found by their primary key. */
function unitsByKey(keys: UnitKey[], parameters: Parameters): string {
  const corpora = parameters.add(keys.map((key) => key.corpusId));
  const ids = parameters.add(keys.map((key) => key.unitId));
  return `unnest(${corpora}::uuid[], ${ids}::uuid[]) AS k (corpus_id, id) JOIN units u ON u.corpus_id = k.corpus_id AND u.id = k.id`;
}
