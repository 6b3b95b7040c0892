import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Units get a number in the order in which they are stored, as vectors have one, by which a process that keeps their
 * terms in memory finds the new ones. A unit whose impacts are renewed gets a new number.
 */
export class UnitNumbers1764500000000 implements MigrationInterface {
  name = 'UnitNumbers1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SEQUENCE unit_numbers`);
    await runner.query(
      `ALTER TABLE units ADD COLUMN sequence bigint NOT NULL DEFAULT nextval('unit_numbers')`,
    );
    await runner.query(`CREATE INDEX units_by_sequence ON units (sequence)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE units DROP COLUMN sequence`);
    await runner.query(`DROP SEQUENCE unit_numbers`);
  }
}
