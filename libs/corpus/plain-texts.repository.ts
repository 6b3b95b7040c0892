import { LANGUAGES, type Language } from '#platform';
import { DataSource } from 'typeorm';
import { dataSourceOptions, type Connection } from './engine/connection.js';

/** A document in force as a plain search sees it: title and text. */
export interface PlainText {
  corpus: string;
  key: string;
  language: Language;
  text: string;
}

/**
 * The stored documents searched without Kilde, to have something to compare it with. Looks past every access rule and
 * makes a table of its own: for throw-away databases.
 */
export interface PlainTexts {
  /** Copies the documents of these corpora that are in force, and makes them ready for `ranked`. */
  take(corpora: string[]): Promise<PlainText[]>;
  /** The best of the documents taken by `ts_rank_cd`: those that hold any of the query's words. */
  ranked(query: string, limit: number): Promise<Pick<PlainText, 'corpus' | 'key'>[]>;
  close(): Promise<void>;
}

const CONFIGURATIONS: Record<Language, string> = { da: 'danish', de: 'german', en: 'english' };

/** `(language, configuration)` of text search, as rows. */
const configurations = LANGUAGES.map(
  (language) => `('${language}', '${CONFIGURATIONS[language]}'::regconfig)`,
).join(', ');

/** Connects to an engine whose schema is up to date. */
export async function openPlainTexts(connection: Connection): Promise<PlainTexts> {
  const database = await new DataSource(dataSourceOptions(connection)).initialize();
  return {
    async take(corpora) {
      await database.query('DROP TABLE IF EXISTS plain_texts');
      await database.query(
        `CREATE TABLE plain_texts (corpus text, key text, language text, text text, words tsvector)`,
      );
      await database.query(
        `INSERT INTO plain_texts
         SELECT c.slug, d.key, v.language, t.text, to_tsvector(l.configuration, t.text)
         FROM corpora c JOIN versions v ON v.corpus_id = c.id JOIN documents d ON d.id = v.document_id
         JOIN (VALUES ${configurations}) AS l (language, configuration) ON l.language = v.language
         CROSS JOIN LATERAL (SELECT v.title || E'\\n' || v.text AS text) t
         WHERE c.slug = ANY ($1::text[])
           AND (v.valid_from IS NULL OR v.valid_from <= current_date)
           AND (v.valid_to IS NULL OR v.valid_to > current_date)`,
        [corpora],
      );
      await database.query('CREATE INDEX ON plain_texts USING gin (words)');
      await database.query('ANALYZE plain_texts');
      return database.query('SELECT corpus, key, language, text FROM plain_texts');
    },
    ranked: (query, limit) =>
      database.query(
        `WITH asked AS (
           SELECT language, replace(plainto_tsquery(configuration, $1)::text, ' & ', ' | ')::tsquery AS words
           FROM (VALUES ${configurations}) AS l (language, configuration)
         )
         SELECT t.corpus, t.key FROM asked JOIN plain_texts t ON t.language = asked.language AND t.words @@ asked.words
         ORDER BY ts_rank_cd(t.words, asked.words) DESC, t.corpus, t.key LIMIT $2`,
        [query, limit],
      ),
    close: () => database.destroy(),
  };
}
