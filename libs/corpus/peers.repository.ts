import pg from 'pg';
import type { KEPT } from './bulk-load.repository.js';
import type { EmbeddingSet } from './embedding-sets.repository.js';
import { partitionOf } from './partitions.repository.js';
import { halfvecLiteral } from './vector-literals.js';
import { distanceTo } from './vector-indexes.repository.js';

/**
 * What others do with the same rows on the same server, to have something to compare a search with. All of it looks
 * past every access rule. Each gives ids of units, best first.
 */
export interface Peers {
  /** The bare HNSW query: the least that a vector lane can take. */
  hnsw(vector: Float32Array): Promise<string[]>;
  /** As LangChain's PGVectorStore asks: along the same index, with texts and metadata, without scope. */
  similar(vector: Float32Array): Promise<string[]>;
  /** As hybrid searches in PostgreSQL are made: `ts_rank_cd` over any of the words, HNSW, and both ranks' reciprocals. */
  hybrid(text: string, vector: Float32Array): Promise<string[]>;
  /** The nearest by comparing all of them, or those that keep a value of the field `kept`. */
  exact(vector: Float32Array, kept: keyof typeof KEPT | null): Promise<string[]>;
  close(): Promise<void>;
}

const NEAREST = 10;
/** As LangChain and the samples of pgvector take from each list before they are fused. */
const FUSED = 40;
/** Of reciprocal rank fusion (Cormack, Clarke & Büttcher 2009). */
const RRF = 60;

/** Makes a table of text search vectors where there is none yet, which takes a while. */
export async function openPeers(
  url: string,
  corpusId: string,
  { id: setId, dimensions }: EmbeddingSet,
  clients: number,
): Promise<Peers> {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  const vectors = partitionOf('passage_vectors', corpusId);
  const texts = partitionOf('unit_texts', corpusId);
  const words = `peer_words_${corpusId.replaceAll('-', '')}`;
  const { rows } = await pool.query<{ there: boolean }>(`SELECT to_regclass($1) IS NOT NULL AS there`, [
    words,
  ]);
  if (!rows[0]!.there) {
    // In one language, as is usual: what the texts' own would find is not compared here, only what it takes.
    // One transaction: cut off, nothing is left of it.
    await pool.query(
      `CREATE TABLE ${words} AS SELECT unit_id, to_tsvector('danish', text) AS words FROM ${texts};
       CREATE INDEX ON ${words} USING gin (words); ANALYZE ${words}`,
    );
  }
  const distance = distanceTo(dimensions, '$1');
  const near = `SELECT e.unit_id FROM ${vectors} e WHERE e.set_id = ${setId} ORDER BY ${distance}`;
  const ids = async (text: string, values: unknown[]) =>
    (await pool.query<{ unit_id: string }>(text, values)).rows.map((row) => row.unit_id);
  return {
    hnsw: (vector) => ids(`${near} LIMIT ${NEAREST}`, [halfvecLiteral(vector)]),
    similar: (vector) =>
      ids(
        `SELECT n.unit_id, t.text, v.metadata FROM (${near} LIMIT ${NEAREST}) n JOIN ${texts} t ON t.unit_id = n.unit_id AND t.corpus_id = $2
         JOIN units u ON u.corpus_id = $2 AND u.id = n.unit_id JOIN versions v ON v.id = u.version_id`,
        [halfvecLiteral(vector), corpusId],
      ),
    hybrid: (text, vector) =>
      ids(
        `WITH asked AS (
           SELECT replace(plainto_tsquery('danish', $2)::text, ' & ', ' | ')::tsquery AS words
         ), lexical AS (
           SELECT unit_id, row_number() OVER (ORDER BY rank DESC) AS place FROM (
             SELECT w.unit_id, ts_rank_cd(w.words, asked.words) AS rank FROM asked, ${words} w WHERE w.words @@ asked.words
             ORDER BY rank DESC LIMIT ${FUSED}) l
         ), near AS (
           SELECT unit_id, row_number() OVER () AS place FROM (${near} LIMIT ${FUSED}) n)
         SELECT unit_id FROM lexical FULL JOIN near USING (unit_id)
         ORDER BY coalesce(1.0 / (${RRF} + lexical.place), 0) + coalesce(1.0 / (${RRF} + near.place), 0) DESC LIMIT ${NEAREST}`,
        [halfvecLiteral(vector), text],
      ),
    exact: (vector, kept) =>
      ids(
        // The sum keeps it from going along the index.
        `SELECT e.unit_id FROM ${vectors} e ${kept ? 'JOIN units u ON u.corpus_id = e.corpus_id AND u.id = e.unit_id JOIN versions v ON v.id = u.version_id' : ''}
         WHERE e.set_id = ${setId} ${kept ? `AND v.metadata @> '{"kept": ["${kept}"]}'` : ''}
         ORDER BY 0 + (${distance}) LIMIT ${NEAREST}`,
        [halfvecLiteral(vector)],
      ),
    close: () => pool.end(),
  };
}
