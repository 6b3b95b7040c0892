import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a queue of many workers and many senders needs of its rows.
 * claim: counts those who have begun it, and never goes back; a worker's writes hold only under its own number.
 * due_at: no attempt is made before.
 * line, place: who it was sent with, and how many of them were open then; lower places go first, so that a single
 *   upload overtakes a thousand of another sender.
 * changed: the transaction that last changed what is shown, by which progress is told from any process.
 */
export class Lines1763900000001 implements MigrationInterface {
  name = 'Lines1763900000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup.');
  }
}

const STATEMENTS = [
  `ALTER TABLE ingestions
     ADD COLUMN claim int NOT NULL DEFAULT 0,
     ADD COLUMN due_at timestamptz NOT NULL DEFAULT now(),
     ADD COLUMN line uuid,
     ADD COLUMN place int NOT NULL DEFAULT 0,
     ADD COLUMN changed xid8 NOT NULL DEFAULT pg_current_xact_id()`,
  `UPDATE ingestions SET claim = attempts`,

  `DROP INDEX ingestions_open`,
  `CREATE INDEX ingestions_open ON ingestions (place, created_at, id) WHERE state IN ('queued', 'running')`,
  `CREATE INDEX ingestions_open_by_document ON ingestions (corpus_id, key, created_at, id) WHERE state IN ('queued', 'running')`,
  `CREATE INDEX ingestions_open_by_line ON ingestions (line) WHERE state IN ('queued', 'running')`,
  `CREATE INDEX ingestions_by_change ON ingestions (changed)`,

  // A renewed lease is no change: nobody is shown it.
  `CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     NEW.changed := pg_current_xact_id();
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER ingestions_changed BEFORE UPDATE ON ingestions FOR EACH ROW
   WHEN ((OLD.state, OLD.stage, OLD.progress, OLD.attempts, OLD.reason) IS DISTINCT FROM (NEW.state, NEW.stage, NEW.progress, NEW.attempts, NEW.reason))
   EXECUTE FUNCTION note_change()`,
];
