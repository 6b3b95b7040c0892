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

  /** Units of the passages nearest to the query, by exact scan of the live embedding set. */
  async nearest(scope: Scope, vector: Float32Array, limit: number): Promise<Candidate[]> {
    const p = new Parameters();
    const query = p.add(halfvecLiteral(vector));
    return this.database.query(
      `WITH ${scopeCte(scope, p)}, live AS (SELECT id FROM embedding_sets WHERE state = 'live')
       SELECT e.corpus_id AS "corpusId", e.unit_id AS "unitId", -(e.embedding <#> ${query}::halfvec) AS score
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
       SELECT u.corpus_id AS "corpusId", u.id AS "unitId", (SELECT count(*) FROM unnest(u.identifiers) i WHERE i = ANY (${wanted}::text[]))::float8 AS score
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
    candidates: Pick<Candidate, 'corpusId' | 'unitId'>[],
    vector: Float32Array | null,
  ): Promise<{ units: UnitRow[]; versions: VersionRow[] }> {
    if (candidates.length === 0) return { units: [], versions: [] };
    const p = new Parameters();
    const query = p.add(vector && halfvecLiteral(vector));
    const cte = `WITH ${scopeCte(scope, p)}, live AS (SELECT id FROM embedding_sets WHERE state = 'live'),
      wanted AS MATERIALIZED (SELECT u.*
        FROM unnest(${p.add(candidates.map((c) => c.corpusId))}::uuid[], ${p.add(candidates.map((c) => c.unitId))}::uuid[]) AS c (corpus_id, id)
        JOIN units u ON u.corpus_id = c.corpus_id AND u.id = c.id JOIN versions v ON v.id = u.version_id
        WHERE ${inScope(scope, p)})`;
    const units: UnitRow[] = await this.database.query(
      `${cte}
       SELECT u.id, u.version_id AS "versionId", u.language, u.start_offset AS start, u.context, u.text, u.identifiers,
         u.stem_length AS "stemLength", u.gram_length AS "gramLength", coalesce(-(e.embedding <#> ${query}::halfvec), 0) AS cosine,
         (SELECT json_agg(json_build_object('id', a.id, 'unitId', a.unit_id, 'language', a.language, 'start', a.start_offset,
            'end', a.end_offset, 'headings', a.headings, 'pageFrom', a.page_from,
            'cosine', coalesce(-(f.embedding <#> ${query}::halfvec), 0)) ORDER BY a.position)
          FROM passages a
          LEFT JOIN passage_vectors f ON f.corpus_id = a.corpus_id AND f.passage_id = a.id AND f.set_id = (SELECT id FROM live)
          WHERE a.corpus_id = u.corpus_id AND a.unit_id = u.id) AS passages
       FROM wanted u LEFT JOIN unit_vectors e ON e.corpus_id = u.corpus_id AND e.unit_id = u.id AND e.set_id = (SELECT id FROM live)`,
      p.values,
    );
    const versions: VersionRow[] = await this.database.query(
      `SELECT v.id, v.document_id AS "documentId", d.key, c.slug AS corpus, v.title, v.kind, v.language, v.date,
         v.valid_from AS "validFrom", v.valid_to AS "validTo", v.metadata
       FROM versions v JOIN documents d ON d.id = v.document_id JOIN corpora c ON c.id = v.corpus_id
       WHERE v.id = ANY ($1::uuid[])`,
      [[...new Set(units.map((unit) => unit.versionId))]],
    );
    return { units, versions };
  }
}
