import pg from 'pg';
import type { Connection } from './engine/connection.js';

/** Looks at what is stored without the code that stored it. */
export interface Integrity {
  /** Ingestions by state. */
  states(): Promise<Record<string, number>>;
  /** SHA-256 of the originals of each document's versions by its key, in their order. */
  versions(corpus: string): Promise<Map<string, string[]>>;
  /** Rows that belong to nothing, and what is missing or there twice, by name; each count should be 0. */
  looseEnds(): Promise<Record<string, number>>;
  /** Codes and reasons of ingestions that failed. */
  failures(): Promise<string[]>;
  close(): Promise<void>;
}

/** Connects; a query fails while the database does not answer. */
export function openIntegrity(connection: Connection): Integrity {
  const pool = new pg.Pool(
    'url' in connection
      ? { connectionString: connection.url, max: 1 }
      : { host: connection.socketDir, user: 'postgres', database: 'postgres', max: 1 },
  );
  pool.on('error', () => {}); // the next query tells
  const rows = async <T>(text: string, values: unknown[] = []) =>
    (await pool.query(text, values)).rows as T[];
  return {
    async states() {
      const counts = await rows<{ state: string; count: number }>(
        `SELECT state, count(*) FROM ingestions GROUP BY state`,
      );
      return Object.fromEntries(counts.map(({ state, count }) => [state, count]));
    },
    async versions(corpus) {
      const found = await rows<{ key: string; digests: string[] }>(
        `SELECT d.key, array_agg(encode(v.sha256, 'hex') ORDER BY v.sequence) AS digests
         FROM documents d JOIN versions v ON v.document_id = d.id JOIN corpora c ON c.id = d.corpus_id
         WHERE c.slug = $1 GROUP BY d.key`,
        [corpus],
      );
      return new Map(found.map(({ key, digests }) => [key, digests]));
    },
    async looseEnds() {
      const found: Record<string, number> = {};
      for (const [name, from] of Object.entries(LOOSE_ENDS))
        found[name] = (await rows<{ count: number }>(`SELECT count(*) ${from}`))[0]!.count;
      return found;
    },
    async failures() {
      const failed = await rows<{ reason: string }>(
        `SELECT DISTINCT reason_code || ': ' || reason AS reason FROM ingestions WHERE state = 'failed'`,
      );
      return failed.map(({ reason }) => reason);
    },
    close: () => pool.end(),
  };
}

const LIVE = `set_id = (SELECT id FROM embedding_sets WHERE state = 'live')`;

/** By name, from which rows to count. Holds when no ingestion is in work. */
export const LOOSE_ENDS = {
  'units of no version': `FROM units u WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.id = u.version_id)`,
  'texts of no unit': `FROM unit_texts t WHERE NOT EXISTS (SELECT 1 FROM units u WHERE u.id = t.unit_id)`,
  'passages of no unit': `FROM passages a WHERE NOT EXISTS (SELECT 1 FROM units u WHERE u.id = a.unit_id)`,
  'passages of another version than their unit': `FROM passages a JOIN units u ON u.id = a.unit_id WHERE u.version_id <> a.version_id`,
  'passages without exactly one vector': `FROM passages a WHERE (SELECT count(*) FROM passage_vectors e WHERE e.passage_id = a.id AND ${LIVE}) <> 1`,
  'vectors of no passage': `FROM passage_vectors e WHERE NOT EXISTS (SELECT 1 FROM passages a WHERE a.id = e.passage_id)`,
  'vectors of no set': `FROM passage_vectors e WHERE NOT EXISTS (SELECT 1 FROM embedding_sets s WHERE s.id = e.set_id)`,
  'unit vectors of no set': `FROM unit_vectors e WHERE NOT EXISTS (SELECT 1 FROM embedding_sets s WHERE s.id = e.set_id)`,
  'units without exactly one vector': `FROM units u WHERE (SELECT count(*) FROM unit_vectors e WHERE e.unit_id = u.id AND ${LIVE}) <> 1`,
  'unit vectors of no unit': `FROM unit_vectors e WHERE NOT EXISTS (SELECT 1 FROM units u WHERE u.id = e.unit_id)`,
  'documents without a version': `FROM documents d WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.document_id = d.id)`,
  'documents without exactly one counted version': `FROM documents d WHERE (SELECT count(*) FROM versions v WHERE v.document_id = d.id AND v.counted) <> 1`,
  'whole originals of nothing': `FROM originals o WHERE complete AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.original_id = o.id)
    AND NOT EXISTS (SELECT 1 FROM ingestions i WHERE i.original_id = o.id)`,
  'ingestions that are stuck': `FROM ingestions WHERE state IN ('queued', 'running')`,
} as const;
