import type { Language } from '#platform';
import type { EntityManager } from 'typeorm';
import type { UnitFeatures } from './analysis/unit-features.js';
import { arrayOf } from './binary-arrays.js';
import { planned } from './engine/on-connection.js';

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

/** The change of each term by language and field, in the order of the table's key. */
function changesByField({
  terms,
}: Pick<FrequencyChange, 'terms'>): [language: Language, field: string, terms: string[], units: number[]][] {
  // As strings in the order of their code units, which is what keys sort by fastest: there are thousands.
  return [...terms.keys()].sort().map((key) => {
    const [language, field] = key.split('\t') as [Language, string];
    const own = terms.get(key)!;
    const sorted = [...own.keys()].sort();
    return [language, field, sorted, sorted.map((term) => own.get(term)!)];
  });
}

/** The change of each term, in the order of the table's key. */
export function changesOf(
  change: Pick<FrequencyChange, 'terms'>,
): [language: Language, field: string, term: string, units: number][] {
  return changesByField(change).flatMap(([language, field, terms, units]) =>
    terms.map((term, at): ReturnType<typeof changesOf>[number] => [language, field, term, units[at]!]),
  );
}

/** Writes the change. Rows are touched in one order, so that two transactions cannot wait for each other. */
export async function applyChange(
  tx: EntityManager,
  corpusId: string,
  change: FrequencyChange,
): Promise<void> {
  for (const [language, total] of [...change.totals].sort()) {
    await planned(
      tx,
      `INSERT INTO statistics (corpus_id, language, units, stem_length, gram_length) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (corpus_id, language) DO UPDATE SET units = statistics.units + excluded.units,
         stem_length = statistics.stem_length + excluded.stem_length, gram_length = statistics.gram_length + excluded.gram_length`,
      [corpusId, language, total.units, total.stems, total.grams],
    );
  }
  // A statement for each language and field, which thousands of rows need not name.
  for (const [language, field, terms, units] of changesByField(change)) {
    await planned(
      tx,
      `INSERT INTO frequencies (corpus_id, language, field, term, units)
       SELECT $1, $2, $3::"char", term, units FROM unnest($4::text[], $5::int[]) AS t (term, units)
       ON CONFLICT (corpus_id, language, field, term) DO UPDATE SET units = frequencies.units + excluded.units`,
      [corpusId, language, field, arrayOf('text', terms), arrayOf('int4', units)],
    );
    const shrunk = terms.filter((_, at) => units[at]! < 0);
    if (shrunk.length > 0)
      await tx.query(
        `DELETE FROM frequencies f USING unnest($4::text[]) AS t (term)
         WHERE f.corpus_id = $1 AND f.language = $2 AND f.field = $3::"char" AND f.term = t.term AND f.units <= 0`,
        [corpusId, language, field, arrayOf('text', shrunk)],
      );
  }
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
