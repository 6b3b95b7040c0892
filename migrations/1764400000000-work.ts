import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The work of a person: cases with pinned places of versions, saved searches, history. A pin holds no text of a
 * document, and no foreign key holds it to one: what it points at is read, or withheld, each time it is asked for.
 */
export class Work1764400000000 implements MigrationInterface {
  name = 'Work1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE history, saved_searches, pins, cases`);
  }
}

const UP = [
  `CREATE TABLE cases (
    id uuid PRIMARY KEY,
    principal_id uuid NOT NULL REFERENCES principals ON DELETE CASCADE,
    title text NOT NULL,
    notes text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX cases_by_principal ON cases (principal_id, changed_at DESC)`,
  // No offsets: the whole document is pinned.
  `CREATE TABLE pins (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases ON DELETE CASCADE,
    version_id uuid NOT NULL,
    start_offset int,
    end_offset int,
    note text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE NULLS NOT DISTINCT (case_id, version_id, start_offset, end_offset)
  )`,
  // seen_at: what came in after it is news.
  `CREATE TABLE saved_searches (
    id uuid PRIMARY KEY,
    principal_id uuid NOT NULL REFERENCES principals ON DELETE CASCADE,
    request jsonb NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (principal_id, request)
  )`,
  // Either a search or a version that was opened.
  `CREATE TABLE history (
    id uuid PRIMARY KEY,
    principal_id uuid NOT NULL REFERENCES principals ON DELETE CASCADE,
    request jsonb,
    version_id uuid,
    at timestamptz NOT NULL DEFAULT now(),
    UNIQUE NULLS NOT DISTINCT (principal_id, request, version_id),
    CHECK ((request IS NULL) <> (version_id IS NULL))
  )`,
  `CREATE INDEX history_by_principal ON history (principal_id, at DESC)`,
];
