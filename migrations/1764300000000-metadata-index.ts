import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets filters find the few versions that they keep among many. */
export class MetadataIndex1764300000000 implements MigrationInterface {
  name = 'MetadataIndex1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX versions_by_metadata ON versions USING gin (metadata jsonb_path_ops)`);
    await runner.query(`CREATE INDEX versions_by_kind ON versions (corpus_id, kind)`);
    await runner.query(`CREATE INDEX versions_by_date ON versions (corpus_id, date)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX versions_by_metadata, versions_by_kind, versions_by_date`);
  }
}
