import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people say of answers, for the curators of the corpora it is about. Once settled, the words go and the reason
 * and the place stay.
 */
export class Feedback1764400000001 implements MigrationInterface {
  name = 'Feedback1764400000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE feedback (
      id uuid PRIMARY KEY,
      corpus_ids uuid[] NOT NULL,
      principal_id uuid REFERENCES principals ON DELETE SET NULL,
      answer_id uuid,
      reason text NOT NULL CHECK (reason IN ('wrong', 'outdated', 'not-in-source', 'missing')),
      comment text NOT NULL,
      question text,
      version_id uuid,
      start_offset int,
      end_offset int,
      created_at timestamptz NOT NULL DEFAULT now(),
      settled_at timestamptz
    )`);
    await runner.query(`CREATE INDEX feedback_by_age ON feedback (created_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE feedback`);
  }
}
