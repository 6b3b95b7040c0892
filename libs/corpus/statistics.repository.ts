import { Injectable } from '@nestjs/common';
import { groupBy, type Language } from '#platform';
import type { DataSource } from 'typeorm';
import { planned } from './engine/on-connection.js';
import { Reads } from './engine/reads.js';
import { Parameters, scopeCte, type Scope } from './scope.js';

/** A term of texts in one language, or (null) in any. Fields: s stem, p compound part, g 4-gram. */
export interface Term {
  language: Language | null;
  field: 's' | 'p' | 'g';
  term: string;
}

/** Statistics of the corpora in scope for the terms of one query. */
export interface QueryStatistics {
  units: number;
  averageStemLength: number;
  averageGramLength: number;
  /** `termKey` -> units that hold the term, summed over the corpora in scope */
  frequency: ReadonlyMap<string, number>;
}

/** Statistics with a mark that changes whenever one of them does, or the corpora in scope do. */
export interface MarkedStatistics extends QueryStatistics {
  generation: string;
}

export function termKey({ language, field, term }: Term): string {
  return `${language ?? ''}:${field}:${term}`;
}

@Injectable()
export class StatisticsRepository {
  private readonly database: DataSource;

  constructor({ database }: Reads) {
    this.database = database;
  }

  /** N, average lengths and the frequencies of these terms, summed over the corpora in scope, at one moment. */
  async of(scope: Scope, terms: Iterable<Term>): Promise<MarkedStatistics> {
    const groups = groupBy(terms, ({ language, field }) => `${language}:${field}`);
    const wanted = [...groups.values()].map((group) => {
      const { language, field } = group[0]!;
      return { language, field, terms: group.map(({ term }) => term) };
    });
    const p = new Parameters();
    // OFFSET 0 keeps the planner from joining the other way round, which would read the whole table. A row's xmin
    // is the transaction that wrote it, and every change of frequencies writes the row of its corpus and language.
    const [row] = await planned<{
      units: number;
      stems: number;
      grams: number;
      generation: string;
      frequencies: [Term['language'], Term['field'], string, number][];
    }>(
      this.database,
      `WITH ${scopeCte(scope, p)}, totals AS MATERIALIZED (
         SELECT corpus_id, language, units, stem_length, gram_length, xmin::text AS written
         FROM statistics WHERE corpus_id IN (SELECT id FROM scope)
       ), found AS (
         SELECT w.language, w.field, f.term, sum(f.units)::int AS units
         FROM totals t JOIN jsonb_to_recordset(${p.add(JSON.stringify(wanted))}::jsonb) AS w (language text, field "char", terms text[])
           ON w.language = t.language OR w.language IS NULL
         CROSS JOIN LATERAL (
           SELECT term, units FROM frequencies
           WHERE corpus_id = t.corpus_id AND language = t.language AND field = w.field AND term = ANY (w.terms) OFFSET 0
         ) f
         GROUP BY w.language, w.field, f.term
       )
       SELECT coalesce(sum(units), 0)::int AS units, coalesce(sum(stem_length), 0)::float8 AS stems,
         coalesce(sum(gram_length), 0)::float8 AS grams,
         coalesce(string_agg(concat_ws(' ', corpus_id, language, written), ',' ORDER BY corpus_id, language), '') AS generation,
         (SELECT coalesce(json_agg(json_build_array(language, field, term, units)), '[]') FROM found) AS frequencies
       FROM totals`,
      p.values,
    );
    const { units, stems, grams, generation, frequencies } = row!;
    return {
      units,
      averageStemLength: stems / (units || 1),
      averageGramLength: grams / (units || 1),
      generation,
      frequency: new Map(
        frequencies.map(([language, field, term, count]) => [termKey({ language, field, term }), count]),
      ),
    };
  }
}
