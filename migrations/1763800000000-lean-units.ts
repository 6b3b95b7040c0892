import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the lanes of a search read little: texts leave the rows that the lexical lane orders, and vectors get a
 * number in the order in which they are stored, by which a process that keeps them in memory finds the new ones.
 */
export class LeanUnits1763800000000 implements MigrationInterface {
  name = 'LeanUnits1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup.');
  }
}

const STATEMENTS = [
  `CREATE TABLE unit_texts (
    corpus_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    context text NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (corpus_id, unit_id),
    FOREIGN KEY (corpus_id, unit_id) REFERENCES units ON DELETE CASCADE
  )`,
  `INSERT INTO unit_texts SELECT corpus_id, id, context, text FROM units`,
  `ALTER TABLE units DROP COLUMN context, DROP COLUMN text`,
  // Impacts out of their row cost an index lookup each when candidates are ordered.
  `ALTER TABLE units ALTER COLUMN impacts SET STORAGE MAIN, SET (toast_tuple_target = 8160)`,
  `CLUSTER units USING units_pkey`, // writes the rows anew, without the dropped columns
  `ALTER TABLE units SET WITHOUT CLUSTER`,

  `ALTER TABLE passage_vectors ADD COLUMN sequence bigint GENERATED ALWAYS AS IDENTITY`,
  `CREATE INDEX passage_vectors_by_sequence ON passage_vectors (set_id, sequence)`,
  `ALTER TABLE passage_vectors DROP CONSTRAINT passage_vectors_pkey, ADD PRIMARY KEY (corpus_id, passage_id, set_id)`,
  `DROP INDEX passage_vectors_by_passage`,
  `DROP INDEX passage_vectors_by_unit`,
];
