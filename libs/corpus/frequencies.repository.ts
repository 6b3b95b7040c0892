import type { Language } from '#platform';
import type { EntityManager } from 'typeorm';
import type { UnitFeatures } from './analysis/unit-features.js';

/** What a version adds to, or takes from, the statistics of its corpus. */
export interface FrequencyChange {
  /** `language\tfield` -> term -> change in the number of units that hold it */
  terms: Map<string, Map<string, number>>;
  totals: Map<Language, { units: number; stems: number; grams: number }>;
}

export function noChange(): FrequencyChange {
  return { terms: new Map(), totals: new Map() };
}

/** Adds a unit to the change (`sign` 1) or takes it out (-1). */
export function count(
  change: FrequencyChange,
  language: Language,
  features: UnitFeatures,
  sign: 1 | -1,
): void {
  const counts = (field: string) => {
    const key = `${language}\t${field}`;
    const known = change.terms.get(key) ?? new Map<string, number>();
    change.terms.set(key, known);
    return (term: string) => {
      const sum = (known.get(term) ?? 0) + sign;
      if (sum === 0) known.delete(term);
      else known.set(term, sum);
    };
  };
  const [stem, part, gram] = [counts('s'), counts('p'), counts('g')];
  for (const term of features.stems.keys()) stem(term);
  for (const term of features.parts.keys()) if (!features.stems.has(term)) part(term);
  for (const term of features.grams) gram(term);
  const total = change.totals.get(language) ?? { units: 0, stems: 0, grams: 0 };
  change.totals.set(language, {
    units: total.units + sign,
    stems: total.stems + sign * features.stemLength,
    grams: total.grams + sign * features.gramLength,
  });
}

/** The change of each term, in the order of the table's key. */
export function changesOf({
  terms,
}: Pick<FrequencyChange, 'terms'>): [language: Language, field: string, term: string, units: number][] {
  // As strings in the order of their code units, which is what keys sort by fastest: there are thousands.
  return [...terms.keys()].sort().flatMap((key) => {
    const [language, field] = key.split('\t') as [Language, string];
    const own = terms.get(key)!;
    return [...own.keys()]
      .sort()
      .map((term): ReturnType<typeof changesOf>[number] => [language, field, term, own.get(term)!]);
  });
}

/** Writes the change. Rows are touched in one order, so that two transactions cannot wait for each other. */
export async function applyChange(
  tx: EntityManager,
  corpusId: string,
  change: FrequencyChange,
): Promise<void> {
  for (const [language, total] of [...change.totals].sort()) {
    await tx.query(
      `INSERT INTO statistics (corpus_id, language, units, stem_length, gram_length) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (corpus_id, language) DO UPDATE SET units = statistics.units + excluded.units,
         stem_length = statistics.stem_length + excluded.stem_length, gram_length = statistics.gram_length + excluded.gram_length`,
      [corpusId, language, total.units, total.stems, total.grams],
    );
  }
  const rows = changesOf(change);
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO frequencies (corpus_id, language, field, term, units)
     SELECT $1, language, field::"char", term, units FROM unnest($2::text[], $3::text[], $4::text[], $5::int[]) AS t (language, field, term, units)
     ON CONFLICT (corpus_id, language, field, term) DO UPDATE SET units = frequencies.units + excluded.units`,
    [corpusId, ...[0, 1, 2, 3].map((column) => rows.map((row) => row[column]))],
  );
  const shrunk = rows.filter((row) => row[3] < 0);
  if (shrunk.length === 0) return;
  await tx.query(
    `DELETE FROM frequencies f USING unnest($2::text[], $3::text[], $4::text[]) AS t (language, field, term)
     WHERE f.corpus_id = $1 AND f.language = t.language AND f.field = t.field::"char" AND f.term = t.term AND f.units <= 0`,
    [corpusId, ...[0, 1, 2].map((column) => shrunk.map((row) => row[column]))],
  );
}

/** A term whose stored frequency (0: none) is not the counted one. */
export interface Correction {
  language: Language;
  field: string;
  term: string;
  stored: number;
  counted: number;
}

/**
 * Writes counted frequencies and totals over the stored ones; a frequency that is no longer the one that was read
 * is left alone.
 */
export async function correctFrequencies(
  tx: EntityManager,
  corpusId: string,
  corrections: Correction[],
  totals: FrequencyChange['totals'],
): Promise<void> {
  await tx.query(
    `UPDATE statistics s SET units = t.units, stem_length = t.stems, gram_length = t.grams
     FROM jsonb_to_recordset($2::jsonb) AS t (language text, units int, stems bigint, grams bigint)
     WHERE s.corpus_id = $1 AND s.language = t.language`,
    [corpusId, JSON.stringify([...totals].map(([language, total]) => ({ language, ...total })))],
  );
  if (corrections.length === 0) return;
  const wrong = JSON.stringify(corrections);
  const columns = `(language text, field "char", term text, stored int, counted int)`;
  const same = `f.corpus_id = $1 AND f.language = c.language AND f.field = c.field AND f.term = c.term AND f.units = c.stored`;
  await tx.query(
    `UPDATE frequencies f SET units = c.counted FROM jsonb_to_recordset($2::jsonb) AS c ${columns} WHERE ${same} AND c.counted > 0`,
    [corpusId, wrong],
  );
  await tx.query(
    `DELETE FROM frequencies f USING jsonb_to_recordset($2::jsonb) AS c ${columns} WHERE ${same} AND c.counted = 0`,
    [corpusId, wrong],
  );
  await tx.query(
    `INSERT INTO frequencies (corpus_id, language, field, term, units)
     SELECT $1, language, field, term, counted FROM jsonb_to_recordset($2::jsonb) AS c ${columns} WHERE stored = 0
     ON CONFLICT DO NOTHING`,
    [corpusId, wrong],
  );
}
