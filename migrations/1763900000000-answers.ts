import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How a corpus's answers are given (its threshold, its citation style), and what of an answer's record can tell the
 * question apart from its sources: it is erased with the question.
 */
export class Answers1763900000000 implements MigrationInterface {
  name = 'Answers1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE corpora ADD COLUMN answering jsonb NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE answers ADD COLUMN wording jsonb`);
    await runner.query(`CREATE INDEX answers_worded ON answers (created_at) WHERE question IS NOT NULL`);
    await runner.query(`CREATE INDEX treatments_by_other ON treatments (by_document_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX treatments_by_other`);
    await runner.query(`ALTER TABLE answers DROP COLUMN wording`);
    await runner.query(`DROP INDEX IF EXISTS answers_worded`);
    await runner.query(`ALTER TABLE corpora DROP COLUMN answering`);
  }
}
