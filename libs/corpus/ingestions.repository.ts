import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { today } from '#platform';
import { DataSource, type EntityManager } from 'typeorm';
import { insertRows } from './insert-rows.js';
import type { Asker } from './scope.js';

export type IngestionState = 'queued' | 'running' | 'indexed' | 'skipped' | 'failed';
export type Stage = 'parse' | 'chunk' | 'embed' | 'store';

/** An ingestion as it is shown. */
export interface IngestionView {
  id: string;
  corpus: string;
  key: string;
  fileName: string;
  state: IngestionState;
  stage: Stage | null;
  progress: number;
  reasonCode: string | null;
  reason: string | null;
  warnings: string[];
  attempts: number;
  documentId: string | null;
  versionId: string | null;
  timings: Record<string, number>;
  createdAt: Date;
  finishedAt: Date | null;
}

/** An ingestion as the worker needs it. */
export interface ClaimedIngestion {
  id: string;
  corpusId: string;
  key: string;
  originalId: string;
  fileName: string;
  mediaType: string | null;
  sha256: Buffer;
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

/** What an ingestion is made from. The last three are for a file inside another one. */
export interface NewIngestion {
  corpusId: string;
  key: string;
  originalId: string;
  supplied: Record<string, unknown>;
  parentId?: string;
  depth?: number;
  room?: number;
}

export interface Outcome {
  state: 'indexed' | 'skipped' | 'failed';
  reasonCode?: string;
  reason?: string;
  warnings?: string[];
  documentId?: string;
  versionId?: string;
  timings: Record<string, number>;
}

/** What the files inside an upload, at any depth, may have together. */
const MOST_INSIDE_BYTES = 1_000_000_000;
/** A worker renews its lease every few seconds (KEEP_MS); when it dies, another takes over after this long. */
const LEASE = `interval '45 seconds'`;
export const KEEP_MS = 10_000;

/** An ingestion as it is shown, with whatever else of row `i` is asked for. */
export const view = (
  more = '',
) => `SELECT i.id, c.slug AS corpus, i.key, o.file_name AS "fileName", i.state, i.stage, i.progress,
    i.reason_code AS "reasonCode", i.reason, i.warnings, i.attempts, i.document_id AS "documentId", i.version_id AS "versionId",
    i.timings, i.created_at AS "createdAt", i.finished_at AS "finishedAt"${more}
  FROM ingestions i JOIN corpora c ON c.id = i.corpus_id JOIN originals o ON o.id = i.original_id`;

export const CURATED = `i.corpus_id IN (SELECT corpus_id FROM corpus_roles($1::uuid, $2::boolean) WHERE role IN ('curator', 'admin'))`;

/** What a worker holds. Where another has claimed the ingestion since, its writes do nothing. */
export type Claim = Pick<ClaimedIngestion, 'id' | 'claim'>;

const CLAIMED = `id = $1 AND state = 'running' AND claim = $2`;

/** An ingestion to be carried to a worker; lower places go first. */
export interface Due {
  id: string;
  place: number;
  /** Claims before: the same row is another errand after each. */
  claim: number;
}

const OPEN = `state IN ('queued', 'running')`;
/** Earlier texts of the same document that are still on their way: a document's versions go in in their order. */
const NONE_BEFORE = `NOT EXISTS (SELECT 1 FROM ingestions j WHERE j.corpus_id = i.corpus_id AND j.key = i.key
  AND (j.created_at, j.id) < (i.created_at, i.id) AND j.${OPEN})`;
/** Free to be claimed: waiting and its time has come, or left by a worker that died. */
const FREE = `(i.state = 'queued' AND i.due_at <= now() OR i.state = 'running' AND i.lease_until < now()) AND ${NONE_BEFORE}`;

/** Ends ingestions, alone or in the transaction that writes their versions. Returns how many: not those whose claim is lost. */
export async function finishClaims(
  database: Pick<DataSource, 'query'>,
  ended: { claim: Claim; outcome: Outcome }[],
): Promise<number> {
  const rows = ended.map(({ claim: { id, claim }, outcome }) => ({ id, claim, ...outcome }));
  const [, count]: [unknown, number] = await database.query(
    `UPDATE ingestions i SET state = e.state, stage = NULL, progress = 1, reason_code = e."reasonCode", reason = e.reason,
       warnings = coalesce(e.warnings, '{}'), document_id = e."documentId", version_id = e."versionId", timings = e.timings,
       finished_at = now(), lease_until = NULL
     FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, claim int, state text, "reasonCode" text, reason text, warnings text[],
       "documentId" uuid, "versionId" uuid, timings jsonb)
     WHERE i.id = e.id AND i.claim = e.claim AND i.state = 'running'`,
    [JSON.stringify(rows)],
  );
  return count;
}

const COLUMNS =
  'id corpus_id key original_id supplied parent_id depth room line place received_on state'.split(' ');
/** Beyond this place the others of a line are not counted: they would be waiting for hours anyway. */
const LAST_PLACE = 10_000;

/**
 * Makes originals visible and their ingestions due.
 * @param line those sent together wait behind one another, and in turns with those of other lines
 */
export async function insertIngestions(
  tx: EntityManager,
  ingestions: NewIngestion[],
  line: string,
): Promise<Due[]> {
  if (ingestions.length === 0) return [];
  const originals = ingestions.map(({ originalId }) => originalId);
  await tx.query(`UPDATE originals SET complete = true WHERE id = ANY ($1::uuid[])`, [originals]);
  const [{ before }]: [{ before: number }] = await tx.query(
    `SELECT count(*) AS before FROM (SELECT FROM ingestions WHERE line = $1 AND ${OPEN} LIMIT ${LAST_PLACE}) others`,
    [line],
  );
  const due = ingestions.map((_, at) => ({
    ...{ id: randomUUID(), claim: 0 },
    place: Math.min(before + at, LAST_PLACE),
  }));
  const rows = ingestions.map(
    ({ corpusId, key, originalId, supplied, parentId = null, depth = 0, room = MOST_INSIDE_BYTES }, at) => [
      ...[due[at]!.id, corpusId, key, originalId, JSON.stringify(supplied)],
      ...[parentId, depth, room, line, due[at]!.place, today(), 'queued'],
    ],
  );
  await insertRows(tx, 'ingestions', COLUMNS, rows);
  return due;
}

/** The truth about what is to be done and what became of it; queues only carry ids. */
@Injectable()
export class IngestionsRepository {
  constructor(private readonly database: DataSource) {}

  /** Makes the original visible and its ingestion due, together. */
  async receive(ingestion: NewIngestion, line: string): Promise<Due> {
    const [due] = await this.database.transaction((tx) => insertIngestions(tx, [ingestion], line));
    return due!;
  }

  /** Takes a due ingestion for this worker, or returns null when another has it, an earlier one of its document is open, or it is done. */
  async claim(id: string): Promise<ClaimedIngestion | null> {
    const [rows]: [ClaimedIngestion[], number] = await this.database.query(
      `UPDATE ingestions i
       SET state = 'running', stage = 'parse', progress = 0, attempts = attempts + 1, claim = claim + 1,
         lease_until = now() + ${LEASE}, started_at = now(), finished_at = NULL, reason_code = NULL, reason = NULL
       FROM originals o WHERE i.id = $1 AND o.id = i.original_id AND ${FREE}
       RETURNING i.id, i.corpus_id AS "corpusId", i.key, i.original_id AS "originalId", o.file_name AS "fileName",
         o.media_type AS "mediaType", o.sha256, i.supplied, i.received_on AS "receivedOn", i.attempts, i.claim,
         i.parent_id AS "parentId", i.depth, i.room`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** What can be claimed now, in the order of places. */
  async due(limit: number): Promise<Due[]> {
    return this.database.query(
      `SELECT id, place, claim FROM ingestions i WHERE ${FREE} ORDER BY place, created_at, id LIMIT $1`,
      [limit],
    );
  }

  async progress({ id, claim }: Claim, stage: Stage, progress: number): Promise<void> {
    await this.database.query(
      `UPDATE ingestions SET stage = $3, progress = $4, lease_until = now() + ${LEASE} WHERE ${CLAIMED}`,
      [id, claim, stage, progress],
    );
  }

  /** Renews the lease while a worker is at it. */
  async keep({ id, claim }: Claim): Promise<void> {
    await this.database.query(`UPDATE ingestions SET lease_until = now() + ${LEASE} WHERE ${CLAIMED}`, [
      id,
      claim,
    ]);
  }

  async finish(claim: Claim, outcome: Outcome): Promise<void> {
    await finishClaims(this.database, [{ claim, outcome }]);
  }

  /** Gives an ingestion back for another attempt, some seconds from now, with the reason that is shown meanwhile. */
  async giveBack({ id, claim }: Claim, seconds: number, reasonCode: string, reason: string): Promise<void> {
    await this.database.query(
      `UPDATE ingestions SET state = 'queued', stage = NULL, lease_until = NULL,
         due_at = now() + $3 * interval '1 second', reason_code = $4, reason = $5 WHERE ${CLAIMED}`,
      [id, claim, seconds, reasonCode, reason],
    );
  }

  /** Lets another worker begin at once what this one cannot end; it does not count as an attempt. */
  async handBack(claims: Claim[]): Promise<void> {
    await this.database.query(
      `UPDATE ingestions i SET state = 'queued', stage = NULL, lease_until = NULL, attempts = attempts - 1
       FROM unnest($1::uuid[], $2::int[]) AS held (id, claim)
       WHERE i.id = held.id AND i.claim = held.claim AND i.state = 'running'`,
      [claims.map(({ id }) => id), claims.map(({ claim }) => claim)],
    );
  }

  /** On the embedded engine, where one process works: whatever was running when it died is due again. */
  async requeueAbandoned(): Promise<number> {
    const [, count]: [unknown, number] = await this.database.query(
      `UPDATE ingestions SET state = 'queued', stage = NULL, lease_until = NULL WHERE state = 'running'`,
    );
    return count;
  }

  /** A failed ingestion becomes due again, before others: a person waits for it. Null when it is not failed or not this asker's to curate. */
  async retry(asker: Asker, id: string): Promise<Due | null> {
    const [rows]: [Due[], number] = await this.database.query(
      `UPDATE ingestions i SET state = 'queued', attempts = 0, due_at = now(), place = 0, reason_code = NULL,
         reason = NULL, finished_at = NULL
       WHERE i.id = $3 AND i.state = 'failed' AND ${CURATED} RETURNING id, place, claim`,
      [asker.principal, asker.anonymous, id],
    );
    return rows[0] ?? null;
  }

  async find(asker: Asker, id: string): Promise<IngestionView | null> {
    const rows: IngestionView[] = await this.database.query(`${view()} WHERE i.id = $3 AND ${CURATED}`, [
      asker.principal,
      asker.anonymous,
      id,
    ]);
    return rows[0] ?? null;
  }

  async list(
    asker: Asker,
    filter: { corpus?: string; state?: IngestionState; limit: number; offset: number },
  ): Promise<{ items: IngestionView[]; total: number }> {
    const where = `WHERE ${CURATED} AND ($3::text IS NULL OR c.slug = $3) AND ($4::text IS NULL OR i.state = $4)`;
    const values = [asker.principal, asker.anonymous, filter.corpus ?? null, filter.state ?? null];
    const items = await this.database.query(
      `${view()} ${where} ORDER BY i.created_at DESC, i.id LIMIT $5 OFFSET $6`,
      [...values, filter.limit, filter.offset],
    );
    const [{ count }] = await this.database.query(
      `SELECT count(*) FROM ingestions i JOIN corpora c ON c.id = i.corpus_id ${where}`,
      values,
    );
    return { items, total: count };
  }
}
