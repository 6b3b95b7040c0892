import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
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
  attempts: number;
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

const VIEW = `SELECT i.id, c.slug AS corpus, i.key, o.file_name AS "fileName", i.state, i.stage, i.progress,
    i.reason_code AS "reasonCode", i.reason, i.warnings, i.attempts, i.document_id AS "documentId", i.version_id AS "versionId",
    i.timings, i.created_at AS "createdAt", i.finished_at AS "finishedAt"
  FROM ingestions i JOIN corpora c ON c.id = i.corpus_id JOIN originals o ON o.id = i.original_id`;

const CURATED = `i.corpus_id IN (SELECT corpus_id FROM corpus_roles($1::uuid, $2::boolean) WHERE role IN ('curator', 'admin'))`;

/** What a worker holds: the attempt it began. Where a later one has begun, its writes do nothing. */
export type Claim = Pick<ClaimedIngestion, 'id' | 'attempts'>;

const CLAIMED = `id = $1 AND state = 'running' AND attempts = $2`;

/** Ends an ingestion, alone or in the transaction that writes its version. Returns false when the claim is lost. */
export async function finishClaim(
  database: Pick<DataSource, 'query'>,
  { id, attempts }: Claim,
  outcome: Outcome,
): Promise<boolean> {
  const [, count]: [unknown, number] = await database.query(
    `UPDATE ingestions SET state = $3, stage = NULL, progress = 1, reason_code = $4, reason = $5, warnings = $6,
       document_id = $7, version_id = $8, timings = $9, finished_at = now(), lease_until = NULL
     WHERE ${CLAIMED}`,
    [
      id,
      attempts,
      outcome.state,
      outcome.reasonCode ?? null,
      outcome.reason ?? null,
      outcome.warnings ?? [],
      outcome.documentId ?? null,
      outcome.versionId ?? null,
      JSON.stringify(outcome.timings),
    ],
  );
  return count > 0;
}

const COLUMNS = 'id corpus_id key original_id supplied parent_id depth room received_on state'.split(' ');

/** Makes originals visible and their ingestions due. Returns the ingestions' ids. */
export async function insertIngestions(tx: EntityManager, ingestions: NewIngestion[]): Promise<string[]> {
  const today = new Date().toISOString().slice(0, 10);
  const rows = ingestions.map(
    ({ corpusId, key, originalId, supplied, parentId = null, depth = 0, room = MOST_INSIDE_BYTES }) => [
      ...[randomUUID(), corpusId, key, originalId, JSON.stringify(supplied)],
      ...[parentId, depth, room, today, 'queued'],
    ],
  );
  const originals = ingestions.map(({ originalId }) => originalId);
  await tx.query(`UPDATE originals SET complete = true WHERE id = ANY ($1::uuid[])`, [originals]);
  await insertRows(tx, 'ingestions', COLUMNS, rows);
  return rows.map(([id]) => id as string);
}

/** The truth about what is to be done and what became of it; queues only carry ids. */
@Injectable()
export class IngestionsRepository {
  constructor(private readonly database: DataSource) {}

  /** Makes the original visible and its ingestion due, together. Returns the ingestion's id. */
  async receive(ingestion: NewIngestion): Promise<string> {
    const [id] = await this.database.transaction((tx) => insertIngestions(tx, [ingestion]));
    return id!;
  }

  /** Takes a due ingestion for this worker, or returns null when another has it or it is done. */
  async claim(id: string): Promise<ClaimedIngestion | null> {
    const [rows]: [ClaimedIngestion[], number] = await this.database.query(
      `UPDATE ingestions i
       SET state = 'running', stage = 'parse', progress = 0, attempts = attempts + 1, lease_until = now() + ${LEASE},
         started_at = now(), finished_at = NULL, reason_code = NULL, reason = NULL
       FROM originals o
       WHERE i.id = $1 AND o.id = i.original_id AND (i.state = 'queued' OR (i.state = 'running' AND i.lease_until < now()))
         AND NOT EXISTS (SELECT 1 FROM ingestions j WHERE j.corpus_id = i.corpus_id AND j.key = i.key AND j.id <> i.id
           AND (j.created_at, j.id) < (i.created_at, i.id) AND j.state IN ('queued', 'running'))
       RETURNING i.id, i.corpus_id AS "corpusId", i.key, i.original_id AS "originalId", o.file_name AS "fileName",
         o.media_type AS "mediaType", o.sha256, i.supplied, i.received_on AS "receivedOn", i.attempts,
         i.parent_id AS "parentId", i.depth, i.room`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Is it still to be done, by whomever? */
  async isOpen(id: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `SELECT 1 FROM ingestions WHERE id = $1 AND state IN ('queued', 'running')`,
      [id],
    );
    return rows.length > 0;
  }

  /** Ids that are due, oldest first. */
  async due(limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query(
      `SELECT id FROM ingestions WHERE state = 'queued' OR (state = 'running' AND lease_until < now())
       ORDER BY created_at, id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.id);
  }

  async progress({ id, attempts }: Claim, stage: Stage, progress: number): Promise<void> {
    await this.database.query(
      `UPDATE ingestions SET stage = $3, progress = $4, lease_until = now() + ${LEASE} WHERE ${CLAIMED}`,
      [id, attempts, stage, progress],
    );
  }

  /** Renews the lease while a worker is at it. */
  async keep({ id, attempts }: Claim): Promise<void> {
    await this.database.query(`UPDATE ingestions SET lease_until = now() + ${LEASE} WHERE ${CLAIMED}`, [
      id,
      attempts,
    ]);
  }

  async finish(claim: Claim, outcome: Outcome): Promise<void> {
    await finishClaim(this.database, claim, outcome);
  }

  /** Gives an ingestion back for another attempt. */
  async giveBack({ id, attempts }: Claim): Promise<void> {
    await this.database.query(
      `UPDATE ingestions SET state = 'queued', stage = NULL, lease_until = NULL WHERE ${CLAIMED}`,
      [id, attempts],
    );
  }

  /** On the embedded engine, where one process works: whatever was running when it died is due again. */
  async requeueAbandoned(): Promise<number> {
    const [, count]: [unknown, number] = await this.database.query(
      `UPDATE ingestions SET state = 'queued', stage = NULL, lease_until = NULL WHERE state = 'running'`,
    );
    return count;
  }

  /** A failed ingestion becomes due again. Returns false when it is not failed or not this asker's to curate. */
  async retry(asker: Asker, id: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.database.query(
      `UPDATE ingestions i SET state = 'queued', attempts = 0, reason_code = NULL, reason = NULL, finished_at = NULL
       WHERE i.id = $3 AND i.state = 'failed' AND ${CURATED}`,
      [asker.principal, asker.anonymous, id],
    );
    return count > 0;
  }

  async find(asker: Asker, id: string): Promise<IngestionView | null> {
    const rows: IngestionView[] = await this.database.query(`${VIEW} WHERE i.id = $3 AND ${CURATED}`, [
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
      `${VIEW} ${where} ORDER BY i.created_at DESC, i.id LIMIT $5 OFFSET $6`,
      [...values, filter.limit, filter.offset],
    );
    const [{ count }] = await this.database.query(
      `SELECT count(*) FROM ingestions i JOIN corpora c ON c.id = i.corpus_id ${where}`,
      values,
    );
    return { items, total: count };
  }
}
