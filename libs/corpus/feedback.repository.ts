import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Place } from './excerpts.repository.js';
import { findsRow } from './finds-row.js';
import type { Asker } from './scope.js';

export type FeedbackReason = 'wrong' | 'outdated' | 'not-in-source' | 'missing';

export interface NewFeedback {
  answerId: string | null;
  reason: FeedbackReason;
  comment: string;
  question: string | null;
  /** The passage that it is about. */
  place: Place | null;
  /** The corpora that were searched, where it is about no passage. */
  corpora: string[];
}

export interface Feedback extends Omit<NewFeedback, 'place'> {
  id: string;
  /** The name of the key that sent it; null for the anonymous public. */
  from: string | null;
  versionId: string | null;
  start: number | null;
  end: number | null;
  createdAt: Date;
  settledAt: Date | null;
}

/** The corpora that the asker ($1, $2) curates. */
const CURATED = `SELECT corpus_id FROM corpus_roles($1::uuid, $2::boolean) WHERE role IN ('curator', 'admin')`;
const OF_CURATED = `f.corpus_ids && ARRAY(${CURATED})`;

/** What people say of answers. It is for the curators of a corpus that it is about, and for no one else. */
@Injectable()
export class FeedbackRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Keeps what somebody says of an answer, for the curators of the passage's corpus, or else of those that were
   * searched. Returns null when the asker may read none of them.
   */
  async send(asker: Asker, feedback: NewFeedback): Promise<string | null> {
    const { place } = feedback;
    const rows: { id: string }[] = await this.database.query(
      `WITH about AS (SELECT array_agg(r.corpus_id) AS ids FROM corpus_roles($1::uuid, $2::boolean) r
         WHERE CASE WHEN $8::uuid IS NULL THEN r.corpus_id IN (SELECT id FROM corpora WHERE slug = ANY ($11::text[]))
           ELSE r.corpus_id = (SELECT corpus_id FROM versions WHERE id = $8) END)
       INSERT INTO feedback (id, corpus_ids, principal_id, answer_id, reason, comment, question, version_id, start_offset, end_offset)
       SELECT $3, ids, $1::uuid, $4, $5, $6, $7, $8, $9, $10 FROM about WHERE ids IS NOT NULL RETURNING id`,
      [
        ...[asker.principal, asker.anonymous, randomUUID()],
        ...[feedback.answerId, feedback.reason, feedback.comment, feedback.question],
        ...[place?.versionId ?? null, place?.start ?? null, place?.end ?? null, feedback.corpora],
      ],
    );
    return rows[0]?.id ?? null;
  }

  /** How much a principal, or the anonymous public as a whole, has sent within the last hour. */
  async lately(principal: string | null): Promise<number> {
    const [{ count }] = await this.database.query(
      `SELECT count(*) FROM feedback WHERE principal_id IS NOT DISTINCT FROM $1::uuid AND created_at > now() - interval '1 hour'`,
      [principal],
    );
    return count;
  }

  /** The newest first. */
  async list(
    asker: Asker,
    filter: { corpus?: string; settled: boolean; limit: number; offset: number },
  ): Promise<{ items: Feedback[]; total: number }> {
    const from = `FROM feedback f LEFT JOIN principals p ON p.id = f.principal_id
       WHERE ${OF_CURATED} AND (f.settled_at IS NOT NULL) = $3
         AND ($4::text IS NULL OR (SELECT id FROM corpora WHERE slug = $4) = ANY (f.corpus_ids))`;
    const values = [asker.principal, asker.anonymous, filter.settled, filter.corpus ?? null];
    const items = await this.database.query(
      `SELECT f.id, f.answer_id AS "answerId", f.reason, f.comment, f.question, p.name AS from, f.version_id AS "versionId",
         f.start_offset AS start, f.end_offset AS end, f.created_at AS "createdAt", f.settled_at AS "settledAt",
         (SELECT coalesce(json_agg(c.slug ORDER BY c.slug), '[]') FROM corpora c
          WHERE c.id = ANY (f.corpus_ids) AND c.id IN (${CURATED})) AS corpora
       ${from} ORDER BY f.created_at DESC, f.id LIMIT $5 OFFSET $6`,
      [...values, filter.limit, filter.offset],
    );
    const [{ count }] = await this.database.query(`SELECT count(*) ${from}`, values);
    return { items, total: count };
  }

  /** Settles it, and erases what was said in words. Returns false when there is none that the asker curates. */
  async settle(asker: Asker, id: string): Promise<boolean> {
    return findsRow(
      this.database,
      `UPDATE feedback f SET settled_at = coalesce(settled_at, now()), comment = '', question = NULL
       WHERE f.id = $3 AND ${OF_CURATED} RETURNING f.id`,
      [asker.principal, asker.anonymous, id],
    );
  }
}
