import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Place } from './excerpts.repository.js';
import { findsRow } from './finds-row.js';

export interface Case {
  id: string;
  title: string;
  notes: string;
  /** How many places are pinned to it. */
  pins: number;
  createdAt: Date;
  changedAt: Date;
}

export interface Pin extends Place {
  id: string;
  note: string;
  createdAt: Date;
}

const CASE = `id, title, notes, created_at AS "createdAt", changed_at AS "changedAt",
  (SELECT count(*) FROM pins p WHERE p.case_id = cases.id) AS pins`;
const PIN = `p.id, p.version_id AS "versionId", p.start_offset AS start, p.end_offset AS end, p.note, p.created_at AS "createdAt"`;

/** Cases of a person, with what is pinned to them. Every statement names the person, and finds no one else's. */
@Injectable()
export class CasesRepository {
  constructor(private readonly database: DataSource) {}

  /** The last changed first. */
  async list(principal: string): Promise<Case[]> {
    return this.database.query(
      `SELECT ${CASE} FROM cases WHERE principal_id = $1 ORDER BY changed_at DESC, id`,
      [principal],
    );
  }

  async find(principal: string, id: string): Promise<Case | null> {
    const [row]: Case[] = await this.database.query(
      `SELECT ${CASE} FROM cases WHERE principal_id = $1 AND id = $2`,
      [principal, id],
    );
    return row ?? null;
  }

  /** In the order they were pinned. */
  async pins(principal: string, caseId: string): Promise<Pin[]> {
    return this.database.query(
      `SELECT ${PIN} FROM pins p JOIN cases c ON c.id = p.case_id
       WHERE c.principal_id = $1 AND c.id = $2 ORDER BY p.created_at, p.id`,
      [principal, caseId],
    );
  }

  async create(principal: string, title: string): Promise<string> {
    const id = randomUUID();
    await this.database.query(`INSERT INTO cases (id, principal_id, title) VALUES ($1, $2, $3)`, [
      id,
      principal,
      title,
    ]);
    return id;
  }

  /** What is null stays as it is. Returns false when there is no such case of this person. */
  async change(
    principal: string,
    id: string,
    change: { title: string | null; notes: string | null },
  ): Promise<boolean> {
    return findsRow(
      this.database,
      `UPDATE cases SET title = coalesce($3, title), notes = coalesce($4, notes), changed_at = now()
       WHERE principal_id = $1 AND id = $2 RETURNING id`,
      [principal, id, change.title, change.notes],
    );
  }

  async delete(principal: string, id: string): Promise<boolean> {
    return findsRow(this.database, `DELETE FROM cases WHERE principal_id = $1 AND id = $2 RETURNING id`, [
      principal,
      id,
    ]);
  }

  /** Pins a place to a case, or finds it pinned; null when there is no such case of this person. */
  async pin(principal: string, caseId: string, { versionId, start, end }: Place): Promise<Pin | null> {
    const [row]: Pin[] = await this.database.query(
      `WITH mine AS (UPDATE cases SET changed_at = now() WHERE principal_id = $1 AND id = $2 RETURNING id)
       INSERT INTO pins AS p (id, case_id, version_id, start_offset, end_offset) SELECT $3, id, $4, $5, $6 FROM mine
       ON CONFLICT (case_id, version_id, start_offset, end_offset) DO UPDATE SET note = p.note RETURNING ${PIN}`,
      [principal, caseId, randomUUID(), versionId, start, end],
    );
    return row ?? null;
  }

  /** Returns false when there is no such pin of this person. */
  async note(principal: string, caseId: string, pinId: string, note: string): Promise<boolean> {
    return findsRow(
      this.database,
      `WITH mine AS (UPDATE cases SET changed_at = now() WHERE principal_id = $1 AND id = $2 RETURNING id)
       UPDATE pins SET note = $4 FROM mine WHERE pins.case_id = mine.id AND pins.id = $3 RETURNING pins.id`,
      [principal, caseId, pinId, note],
    );
  }

  async unpin(principal: string, caseId: string, pinId: string): Promise<boolean> {
    return findsRow(
      this.database,
      `WITH mine AS (UPDATE cases SET changed_at = now() WHERE principal_id = $1 AND id = $2 RETURNING id)
       DELETE FROM pins USING mine WHERE pins.case_id = mine.id AND pins.id = $3 RETURNING pins.id`,
      [principal, caseId, pinId],
    );
  }
}
