import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { findsRow } from './finds-row.js';

export interface SavedSearch {
  id: string;
  /** As the API takes it. */
  request: unknown;
  /** What came in after this is news. */
  seenAt: Date;
  createdAt: Date;
}

/** What a person looked for, or a version that was opened. */
export interface Visit {
  id: string;
  request: unknown;
  versionId: string | null;
  at: Date;
}

const SAVED = `id, request, seen_at AS "seenAt", created_at AS "createdAt"`;

/** Searches that a person keeps, and the history. Every statement names the person, and finds no one else's. */
@Injectable()
export class SearchesRepository {
  constructor(private readonly database: DataSource) {}

  /** The newest first. */
  async saved(principal: string): Promise<SavedSearch[]> {
    return this.database.query(
      `SELECT ${SAVED} FROM saved_searches WHERE principal_id = $1 ORDER BY created_at DESC, id`,
      [principal],
    );
  }

  /** Saves a search, or finds it saved. */
  async save(principal: string, request: unknown): Promise<SavedSearch> {
    const [row]: SavedSearch[] = await this.database.query(
      `INSERT INTO saved_searches AS s (id, principal_id, request) VALUES ($1, $2, $3)
       ON CONFLICT (principal_id, request) DO UPDATE SET seen_at = s.seen_at RETURNING ${SAVED}`,
      [randomUUID(), principal, JSON.stringify(request)],
    );
    return row!;
  }

  /** What came in until this moment is no news any more. Returns false when there is no such search of this person. */
  async seen(principal: string, id: string, until: Date): Promise<boolean> {
    return findsRow(
      this.database,
      `UPDATE saved_searches SET seen_at = $3 WHERE principal_id = $1 AND id = $2 RETURNING id`,
      [principal, id, until],
    );
  }

  async forget(principal: string, id: string): Promise<boolean> {
    return findsRow(
      this.database,
      `DELETE FROM saved_searches WHERE principal_id = $1 AND id = $2 RETURNING id`,
      [principal, id],
    );
  }

  /** The newest first. */
  async history(principal: string): Promise<Visit[]> {
    return this.database.query(
      `SELECT id, request, version_id AS "versionId", at FROM history WHERE principal_id = $1 ORDER BY at DESC, id`,
      [principal],
    );
  }

  /** Notes a visit as the newest one; of more than `most`, the oldest go. */
  async visit(
    principal: string,
    { request, versionId }: Pick<Visit, 'request' | 'versionId'>,
    most: number,
  ): Promise<void> {
    await this.database.query(
      `INSERT INTO history (id, principal_id, request, version_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (principal_id, request, version_id) DO UPDATE SET at = now()`,
      [randomUUID(), principal, request === null ? null : JSON.stringify(request), versionId],
    );
    await this.database.query(
      `DELETE FROM history WHERE id IN (SELECT id FROM history WHERE principal_id = $1 ORDER BY at DESC, id OFFSET $2)`,
      [principal, most],
    );
  }

  async clearHistory(principal: string): Promise<void> {
    await this.database.query(`DELETE FROM history WHERE principal_id = $1`, [principal]);
  }
}
