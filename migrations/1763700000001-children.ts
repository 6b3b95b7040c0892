import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files inside files: the document that a document came in with, and how much an ingestion may still take apart.
 * depth: files it stands in. room: bytes that the files inside it, and those inside them, may have together.
 */
export class Children1763700000001 implements MigrationInterface {
  name = 'Children1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup.');
  }
}

const STATEMENTS = [
  `ALTER TABLE documents ADD COLUMN parent_id uuid REFERENCES documents ON DELETE SET NULL`,
  `CREATE INDEX documents_by_parent ON documents (parent_id) WHERE parent_id IS NOT NULL`,
  `ALTER TABLE ingestions ADD COLUMN parent_id uuid REFERENCES documents ON DELETE CASCADE,
     ADD COLUMN depth int NOT NULL DEFAULT 0,
     ADD COLUMN room bigint NOT NULL DEFAULT 1000000000`,
  `CREATE INDEX ingestions_by_parent ON ingestions (parent_id) WHERE parent_id IS NOT NULL`,
];
