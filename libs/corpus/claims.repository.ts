import type { Language } from '#platform';
import type { DataSource } from 'typeorm';
import { planned } from './engine/on-connection.js';
import type { Field } from './entities.js';

/** An ingestion as the worker needs it, with all that is read before it is parsed. */
export interface ClaimedIngestion {
  id: string;
  corpusId: string;
  corpus: { fields: Field[]; language: Language };
  /** Mean count of words of the corpus's units by language; what has none yet is missing. */
  averageStemLengths: Map<Language, number>;
  key: string;
  originalId: string;
  fileName: string;
  mediaType: string | null;
  sha256: Buffer;
  /** The original, where it is small. */
  bytes: Buffer | null;
  /** An earlier attempt has left what it read of the original. */
  begun: boolean;
  /** The document's last version made from the same bytes. */
  same: SameBytes | null;
  supplied: Record<string, unknown>;
  /** The day it was received, YYYY-MM-DD, UTC. */
  receivedOn: string;
  /** Times that it was begun, this one included, since it was received or last retried by a person. */
  attempts: number;
  /** The number of this claim; a later one makes it void. */
  claim: number;
  /** The document whose file this one was inside of. */
  parentId: string | null;
  /** Files it stands in. */
  depth: number;
  /** Bytes that the files inside it, and those inside them, may have together. */
  room: number;
}

/** A stored version made from the same bytes. */
export interface SameBytes {
  id: string;
  supplied: Record<string, unknown>;
  /** It is the one that came in last, or has a date of its own: the same bytes again say nothing new. */
  settled: boolean;
}

/** A worker renews its lease every few seconds (KEEP_MS); when it dies, another takes over after this long. */
export const LEASE = `interval '45 seconds'`;
export const OPEN = `state IN ('queued', 'running')`;
/** Earlier texts of the same document that are still on their way: a document's versions go in in their order. */
const NONE_BEFORE = `NOT EXISTS (SELECT 1 FROM ingestions j WHERE j.corpus_id = i.corpus_id AND j.key = i.key
  AND (j.created_at, j.id) < (i.created_at, i.id) AND j.${OPEN})`;
/** Free to be claimed: waiting and its time has come, or left by a worker that died. */
export const FREE = `(i.state = 'queued' AND i.due_at <= now() OR i.state = 'running' AND i.lease_until < now()) AND ${NONE_BEFORE}`;

/** Originals of up to so many bytes come with the claim: most texts, and few of the files that have pages. */
const SMALL = 64_000;

/**
 * The document's last version made from these bytes, as JSON. When an undated text comes back after another one
 * (A, B, A), it is not settled: the document has changed back.
 */
export const sameBytes = (corpusId: string, key: string, sha256: string) =>
  `(SELECT json_build_object('id', v.id, 'supplied', v.supplied,
      'settled', v.dated OR v.sequence = (SELECT max(w.sequence) FROM versions w WHERE w.document_id = d.id))
    FROM documents d JOIN versions v ON v.document_id = d.id
    WHERE d.corpus_id = ${corpusId} AND d.key = ${key} AND v.sha256 = ${sha256} ORDER BY v.sequence DESC LIMIT 1)`;

const AVERAGES = `(SELECT coalesce(json_object_agg(s.language, s.stem_length::float8 / s.units), '{}')
  FROM statistics s WHERE s.corpus_id = i.corpus_id AND s.units > 0)`;

/**
 * Takes due ingestions for this worker. Null for one that another has, of whose document an earlier one is open, or
 * that is done.
 */
export async function claimAll(database: DataSource, ids: string[]): Promise<(ClaimedIngestion | null)[]> {
  type Row = Omit<ClaimedIngestion, 'averageStemLengths'> & { averages: Record<Language, number> };
  // Locked in one order; and whoever holds a row is about to take it or has it.
  const rows = await planned<Row>(
    database,
    `WITH free AS MATERIALIZED (
       SELECT i.id FROM ingestions i WHERE i.id = ANY ($1::uuid[]) AND ${FREE} ORDER BY i.id FOR UPDATE SKIP LOCKED)
     UPDATE ingestions i
     SET state = 'running', stage = 'parse', progress = 0, attempts = attempts + 1, claim = claim + 1,
       lease_until = now() + ${LEASE}, started_at = now(), finished_at = NULL, reason_code = NULL, reason = NULL
     FROM free, originals o, corpora c WHERE i.id = free.id AND o.id = i.original_id AND c.id = i.corpus_id
     RETURNING i.id, i.corpus_id AS "corpusId", json_build_object('fields', c.fields, 'language', c.language) AS corpus,
       ${AVERAGES} AS averages, i.key, i.original_id AS "originalId", o.file_name AS "fileName", o.media_type AS "mediaType",
       o.sha256, CASE WHEN o.size <= ${SMALL} THEN (SELECT p.bytes FROM original_parts p WHERE p.original_id = o.id) END AS bytes,
       EXISTS (SELECT 1 FROM page_ranges r WHERE r.original_id = o.id) AS begun,
       ${sameBytes('i.corpus_id', 'i.key', 'o.sha256')} AS same, i.supplied, i.received_on AS "receivedOn", i.attempts,
       i.claim, i.parent_id AS "parentId", i.depth, i.room`,
    [ids],
  );
  const claimed = new Map(
    rows.map(({ averages, ...row }) => [
      row.id,
      { ...row, averageStemLengths: new Map(Object.entries(averages) as [Language, number][]) },
    ]),
  );
  return ids.map((id) => claimed.get(id) ?? null);
}
