import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { today } from '#platform';
import { DataSource, type EntityManager } from 'typeorm';
import { claimAll, FREE, LEASE, OPEN, type ClaimedIngestion } from './claims.repository.js';
import { planned } from './engine/on-connection.js';
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
/** A worker renews its lease this often (LEASE is how long it lasts). */
export const KEEP_MS = 10_000;

/** An ingestion as it is shown, with whatever else of row `i` is asked for. */
export const view = (
  more = '',
  from = 'ingestions',
) => `SELECT i.id, c.slug AS corpus, i.key, o.file_name AS "fileName", i.state, i.stage, i.progress,
    i.reason_code AS "reasonCode", i.reason, i.warnings, i.attempts, i.document_id AS "documentId", i.version_id AS "versionId",
    i.timings, i.created_at AS "createdAt", i.finished_at AS "finishedAt"${more}
  FROM ${from} i JOIN corpora c ON c.id = i.corpus_id JOIN originals o ON o.id = i.original_id`;

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

/** Ends ingestions, alone or in the transaction that writes their versions. Returns how many: not those whose claim is lost. */
export async function finishClaims(
  database: DataSource | EntityManager,
  ended: { claim: Claim; outcome: Outcome }[],
): Promise<number> {
  const rows = ended.map(({ claim: { id, claim }, outcome }) => ({ id, claim, ...outcome }));
  const done = await planned(
    database,
    `UPDATE ingestions i SET state = e.state, stage = NULL, progress = 1, reason_code = e."reasonCode", reason = e.reason,
       warnings = coalesce(e.warnings, '{}'), document_id = e."documentId", version_id = e."versionId", timings = e.timings,
       finished_at = now(), lease_until = NULL
     FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, claim int, state text, "reasonCode" text, reason text, warnings text[],
       "documentId" uuid, "versionId" uuid, timings jsonb)
     WHERE i.id = e.id AND i.claim = e.claim AND i.state = 'running' RETURNING i.id`,
    [JSON.stringify(rows)],
  );
  return done.length;
}

/** Beyond this place the others of a line are not counted: they would be waiting for hours anyway. */
const LAST_PLACE = 10_000;

/**
 * Makes originals visible and their ingestions due, in one statement.
 * @param line those sent together wait behind one another, and in turns with those of other lines
 */
export async function insertIngestions(
  database: DataSource | EntityManager,
  ingestions: NewIngestion[],
  line: string,
): Promise<{ due: Due; ingestion: IngestionView }[]> {
  if (ingestions.length === 0) return [];
  const rows = ingestions.map((ingestion, at) => ({
    ...{ id: randomUUID(), at, depth: 0, room: MOST_INSIDE_BYTES },
    ...ingestion,
  }));
  const received = await planned<IngestionView & Due>(
    database,
    `WITH visible AS (UPDATE originals SET complete = true WHERE id = ANY ($1::uuid[])),
       before AS (SELECT count(*)::int AS count FROM (SELECT FROM ingestions WHERE line = $2 AND ${OPEN} LIMIT ${LAST_PLACE}) others),
       received AS (
         INSERT INTO ingestions (id, corpus_id, key, original_id, supplied, parent_id, depth, room, line, place, received_on, state)
         SELECT n.id, n."corpusId", n.key, n."originalId", n.supplied, n."parentId", n.depth, n.room, $2,
           least(before.count + n.at, ${LAST_PLACE}), $3::date, 'queued'
         FROM before, jsonb_to_recordset($4::jsonb) AS n (at int, id uuid, "corpusId" uuid, key text, "originalId" uuid,
           supplied jsonb, "parentId" uuid, depth int, room bigint)
         RETURNING *)
     ${view(', i.place, i.claim', 'received')}`,
    [ingestions.map(({ originalId }) => originalId), line, today(), JSON.stringify(rows)],
  );
  return received.map(({ place, claim, ...ingestion }) => ({
    due: { id: ingestion.id, place, claim },
    ingestion,
  }));
}

/** The truth about what is to be done and what became of it; queues only carry ids. */
@Injectable()
export class IngestionsRepository {
  constructor(private readonly database: DataSource) {}

  /** Makes the original visible and its ingestion due, together. */
  async receive(ingestion: NewIngestion, line: string): Promise<{ due: Due; ingestion: IngestionView }> {
    const [received] = await insertIngestions(this.database, [ingestion], line);
    return received!;
  }

  /** As `claimAll`. */
  claim(ids: string[]): Promise<(ClaimedIngestion | null)[]> {
    return claimAll(this.database, ids);
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
    filter: { corpus?: string; state?: IngestionState; ids?: string[]; limit: number; offset: number },
  ): Promise<{ items: IngestionView[]; total: number }> {
    const where = `WHERE ${CURATED} AND ($3::text IS NULL OR c.slug = $3) AND ($4::text IS NULL OR i.state = $4)
      AND ($5::uuid[] IS NULL OR i.id = ANY ($5))`;
    const { corpus = null, state = null, ids = null } = filter;
    const values = [asker.principal, asker.anonymous, corpus, state, ids];
    const items = await this.database.query(
      `${view()} ${where} ORDER BY i.created_at DESC, i.id LIMIT $6 OFFSET $7`,
      [...values, filter.limit, filter.offset],
    );
    const [{ count }] = await this.database.query(
      `SELECT count(*) FROM ingestions i JOIN corpora c ON c.id = i.corpus_id ${where}`,
      values,
    );
    return { items, total: count };
  }
}
