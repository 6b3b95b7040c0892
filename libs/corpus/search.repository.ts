import { Injectable } from '@nestjs/common';
import { groupBy, type Language } from '#platform';
import { DataSource } from 'typeorm';
import { TERM_SPACE } from './analysis/term-id.js';
import { Parameters, inScope, scopeCte, type Scope } from './scope.js';
import { halfvecLiteral, sparsevecLiteral } from './vector-literals.js';

export interface Candidate {
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

export interface PassageRow {
  id: string;
  unitId: string;
  language: Language;
  start: number;
  end: number;
  headings: string[];
  pageFrom: number | null;
  /** Cosine with the query, 0 where the passage has no vector in the live set. */
  cosine: number;
}

export interface UnitRow {
  id: string;
  versionId: string;
  language: Language;
  /** Range of the unit in the canonical text. */
  start: number;
  context: string;
  text: string;
  stemLength: number;
  gramLength: number;
  cosine: number;
  identifiers: string[];
  passages: PassageRow[];
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
    const some = new Parameters();
    const rows: { language: string; field: string; term: string; units: number }[] =
      await this.database.query(
        `WITH ${scopeCte(scope, some)},
         wanted AS MATERIALIZED (SELECT * FROM unnest(${some.add(terms.map((t) => t.language))}::text[],
           ${some.add(terms.map((t) => t.field))}::text[], ${some.add(terms.map((t) => t.term))}::text[]) AS w (language, field, term))
       SELECT w.language, w.field, w.term, sum(f.units)::int AS units
       FROM scope CROSS JOIN wanted w
       JOIN frequencies f ON f.corpus_id = scope.id AND f.language = w.language AND f.field = w.field::"char" AND f.term = w.term
       GROUP BY w.language, w.field, w.term`,
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
      languages: totalRows.map((row) => row.language),
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
       SELECT u.id AS "unitId", -(u.impacts <#> ${query}::sparsevec) AS score
       FROM units u JOIN versions v ON v.id = u.version_id
       WHERE u.terms && ${p.add(match)}::int[]
         AND ${inScope(scope, p)}
       ORDER BY u.impacts <#> ${query}::sparsevec LIMIT ${p.add(limit)}`,
      p.values,
    );
  }

  /** Units of the passages nearest to the query, by exact scan of the live embedding set. */
  async nearest(scope: Scope, vector: Float32Array, limit: number): Promise<Candidate[]> {
    const p = new Parameters();
    const query = p.add(halfvecLiteral(vector));
    return this.database.query(
      `WITH ${scopeCte(scope, p)}, live AS (SELECT id FROM embedding_sets WHERE state = 'live')
       SELECT e.unit_id AS "unitId", -(e.embedding <#> ${query}::halfvec) AS score
       FROM passage_vectors e JOIN units u ON u.corpus_id = e.corpus_id AND u.id = e.unit_id JOIN versions v ON v.id = u.version_id
       WHERE e.set_id = (SELECT id FROM live) AND e.corpus_id IN (SELECT id FROM scope)
         AND ${inScope(scope, p)}
       ORDER BY e.embedding <#> ${query}::halfvec LIMIT ${p.add(limit)}`,
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
       SELECT u.id AS "unitId", (SELECT count(*) FROM unnest(u.identifiers) i WHERE i = ANY (${wanted}::text[]))::float8 AS score
       FROM units u JOIN versions v ON v.id = u.version_id
       WHERE u.identifiers && ${wanted}::text[]
         AND ${inScope(scope, p)}
       ORDER BY score DESC, u.id LIMIT ${p.add(limit)}`,
      p.values,
    );
  }

  /** The candidates' texts, versions, passages and cosines. `vector` null: all cosines 0. */
  async load(
    scope: Scope,
    unitIds: string[],
    vector: Float32Array | null,
  ): Promise<{ units: UnitRow[]; versions: VersionRow[] }> {
    if (unitIds.length === 0) return { units: [], versions: [] };
    const p = new Parameters();
    const query = p.add(vector && halfvecLiteral(vector));
    const cte = `WITH ${scopeCte(scope, p)}, live AS (SELECT id FROM embedding_sets WHERE state = 'live'),
      wanted AS MATERIALIZED (SELECT u.* FROM units u JOIN versions v ON v.id = u.version_id
        WHERE u.id = ANY (${p.add(unitIds)}::uuid[]) AND ${inScope(scope, p)})`;
    const units: Omit<UnitRow, 'passages'>[] = await this.database.query(
      `${cte}
       SELECT u.id, u.version_id AS "versionId", u.language, u.start_offset AS start, u.context, u.text, u.identifiers,
         u.stem_length AS "stemLength", u.gram_length AS "gramLength", coalesce(-(e.embedding <#> ${query}::halfvec), 0) AS cosine
       FROM wanted u LEFT JOIN unit_vectors e ON e.corpus_id = u.corpus_id AND e.unit_id = u.id AND e.set_id = (SELECT id FROM live)`,
      p.values,
    );
    const passages: PassageRow[] = await this.database.query(
      `${cte}
       SELECT a.id, a.unit_id AS "unitId", a.language, a.start_offset AS start, a.end_offset AS end, a.headings,
         a.page_from AS "pageFrom", coalesce(-(e.embedding <#> ${query}::halfvec), 0) AS cosine
       FROM wanted u JOIN passages a ON a.corpus_id = u.corpus_id AND a.unit_id = u.id
       LEFT JOIN passage_vectors e ON e.corpus_id = a.corpus_id AND e.passage_id = a.id AND e.set_id = (SELECT id FROM live)
       ORDER BY a.position`,
      p.values,
    );
    const versions: VersionRow[] = await this.database.query(
      `SELECT v.id, v.document_id AS "documentId", d.key, c.slug AS corpus, v.title, v.kind, v.language, v.date,
         v.valid_from AS "validFrom", v.valid_to AS "validTo", v.metadata
       FROM versions v JOIN documents d ON d.id = v.document_id JOIN corpora c ON c.id = v.corpus_id
       WHERE v.id = ANY ($1::uuid[])`,
      [[...new Set(units.map((unit) => unit.versionId))]],
    );
    const byUnit = groupBy(passages, (passage) => passage.unitId);
    return { units: units.map((unit) => ({ ...unit, passages: byUnit.get(unit.id) ?? [] })), versions };
  }
}
