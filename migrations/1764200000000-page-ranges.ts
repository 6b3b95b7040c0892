import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a parser has read of a long file, page range by page range, until its ingestion ends: an attempt that is cut
 * off is followed by one that goes on where it was. parser: a digest of its code, since another one reads otherwise.
 */
export class PageRanges1764200000000 implements MigrationInterface {
  name = 'PageRanges1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE page_ranges (
      original_id uuid NOT NULL REFERENCES originals ON DELETE CASCADE,
      parser text NOT NULL,
      first_page integer NOT NULL,
      last_page integer NOT NULL,
      content bytea NOT NULL,
      PRIMARY KEY (original_id, parser, first_page)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE page_ranges`);
  }
}
