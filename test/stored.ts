import { LOOSE_ENDS, unitFeatures, type Vocabulary } from '#corpus';
import { knownWords } from '#models';
import type { Language } from '#platform';
import type { House } from './harness.js';

/** What lies in the database, told without the repositories that wrote it. */

/** Rows by table. */
export async function rowCounts(house: House): Promise<Record<string, number>> {
  const tables = await house.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM "${name}"`);
  const rows = await house.sql<{ name: string; rows: number }>(counts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
}

export interface Frequencies {
  /** `corpus language field term` -> units */
  terms: Record<string, number>;
  /** `corpus language` -> [units, words, grams] */
  totals: Record<string, number[]>;
}

/** The frequencies as they are kept. */
export async function keptFrequencies(house: House): Promise<Frequencies> {
  const terms = await house.sql<{ name: string; units: number }>(
    `SELECT concat_ws(' ', c.slug, f.language, f.field, f.term) AS name, f.units FROM frequencies f JOIN corpora c ON c.id = f.corpus_id`,
  );
  const totals = await house.sql<{ name: string; units: number; stems: number; grams: number }>(
    `SELECT concat_ws(' ', c.slug, s.language) AS name, s.units, s.stem_length AS stems, s.gram_length AS grams
     FROM statistics s JOIN corpora c ON c.id = s.corpus_id WHERE (s.units, s.stem_length, s.gram_length) <> (0, 0, 0)`,
  );
  return {
    terms: Object.fromEntries(terms.map((row) => [row.name, row.units])),
    totals: Object.fromEntries(totals.map((row) => [row.name, [row.units, row.stems, row.grams]])),
  };
}

/**
 * The frequencies counted from scratch over one version of each document: the one in force today, else the nearest
 * to come, else the last.
 */
export async function recountedFrequencies(house: House): Promise<Frequencies> {
  const known = await knownWords();
  const vocabulary: Vocabulary = (word) => known.get(word);
  const units = await house.sql<{ slug: string; language: Language; text: string }>(
    `WITH chosen AS (
       SELECT DISTINCT ON (document_id) id FROM versions, LATERAL (SELECT
         coalesce(valid_from <= current_date, true) AND coalesce(valid_to > current_date, true) AS now,
         valid_from > current_date AND coalesce(valid_to > valid_from, true) AS soon) AS holds
       ORDER BY document_id, now DESC, soon DESC NULLS LAST, CASE WHEN soon THEN valid_from END,
         valid_from DESC NULLS LAST, sequence DESC)
     SELECT c.slug, u.language, t.context || E'\\n' || t.text AS text
     FROM unit_texts t JOIN units u ON u.corpus_id = t.corpus_id AND u.id = t.unit_id JOIN chosen v ON v.id = u.version_id JOIN corpora c ON c.id = u.corpus_id`,
  );
  const counted: Frequencies = { terms: {}, totals: {} };
  for (const { slug, language, text } of units) {
    const features = unitFeatures(text, language, vocabulary);
    const add = (field: string, terms: Iterable<string>) => {
      for (const term of terms) {
        const name = `${slug} ${language} ${field} ${term}`;
        counted.terms[name] = (counted.terms[name] ?? 0) + 1;
      }
    };
    add('s', features.stems.keys());
    add(
      'p',
      [...features.parts.keys()].filter((part) => !features.stems.has(part)),
    );
    add('g', features.grams);
    const [n = 0, stems = 0, grams = 0] = counted.totals[`${slug} ${language}`] ?? [];
    counted.totals[`${slug} ${language}`] = [n + 1, stems + features.stemLength, grams + features.gramLength];
  }
  return counted;
}

/** Rows that belong to nothing, and passages and units without their vector; each count should be 0. */
export async function looseEnds(house: House): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, query] of Object.entries(LOOSE))
    found[name] = (await house.sql<{ count: number }>(`SELECT count(*)::int AS count ${query}`))[0]!.count;
  return found;
}

const LOOSE: Record<string, string> = {
  ...LOOSE_ENDS,
  'originals that are not whole': `FROM originals WHERE NOT complete`,
};

export const NO_LOOSE_ENDS = Object.fromEntries(Object.keys(LOOSE).map((name) => [name, 0]));
