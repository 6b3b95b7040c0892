import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages of versions whose originals have pages, with the places of their words (libs/platform/page-words.ts). */
export class Pages1763700000000 implements MigrationInterface {
  name = 'Pages1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    // confidence: how sure text recognition was, 0 to 1; null where the file itself holds the text.
    await runner.query(`CREATE TABLE pages (
      corpus_id uuid NOT NULL,
      version_id uuid NOT NULL REFERENCES versions ON DELETE CASCADE,
      page int NOT NULL,
      width real NOT NULL,
      height real NOT NULL,
      confidence real,
      words bytea NOT NULL,
      PRIMARY KEY (corpus_id, version_id, page)
    )`);
    await runner.query(`CREATE INDEX pages_by_version ON pages (version_id)`);
    await runner.query(`ALTER TABLE pages ALTER COLUMN words SET STORAGE EXTERNAL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE pages`);
  }
}
