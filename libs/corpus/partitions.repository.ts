import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The tables that are partitioned by corpus (migrations/1764100000000-partitions.ts). */
export const TABLES = ['units', 'unit_texts', 'passages', 'passage_vectors', 'unit_vectors'] as const;

/** Longest wait for searches to leave a table; those that come meanwhile wait behind. */
const LOCK_WAIT = '3s';

/**
 * Gives large corpora partitions of their own. A partition for each corpus would cost every search over many of them:
 * over 50 partitions of 4,000 passages the nearest vectors take 40 times as long as over one (PostgreSQL 17), a lexical
 * lane over 30 seven times (PGlite).
 */
@Injectable()
export class PartitionsRepository {
  constructor(private readonly database: DataSource) {}

  async hasOwn(corpusId: string): Promise<boolean> {
    const [row]: { found: boolean }[] = await this.database.query(
      `SELECT to_regclass($1) IS NOT NULL AS found`,
      [partitionOf('units', corpusId)],
    );
    return row!.found;
  }

  /**
   * Moves a corpus out of the shared partition into one of its own. Whoever writes waits until it is done; whoever
   * reads does at its end only, while the shared partition is looked through.
   */
  async giveOwn(corpusId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `LOCK TABLE ${TABLES.map((table) => `${table}_shared`).join(', ')} IN SHARE ROW EXCLUSIVE MODE`,
      );
      for (const statement of ownTables(corpusId)) await tx.query(statement);
      for (const table of TABLES) {
        const own = partitionOf(table, corpusId);
        await tx.query(`INSERT INTO ${own} SELECT * FROM ${table}_shared WHERE corpus_id = $1`, [corpusId]);
        await tx.query(`DELETE FROM ${table}_shared WHERE corpus_id = $1`, [corpusId]);
      }
      for (const statement of attached(corpusId)) await tx.query(statement);
    });
  }

  /** Removes a corpus's own partition with everything in it. Throws when searches do not leave it in time. */
  async dropOwn(corpusId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(`SELECT set_config('lock_timeout', '${LOCK_WAIT}', true)`);
      await tx.query(
        `DROP TABLE IF EXISTS ${TABLES.map((table) => partitionOf(table, corpusId)).join(', ')}`,
      );
    });
  }
}

/** Statements that make the tables of a corpus's own partitions, still apart and without indexes. */
export function ownTables(corpusId: string): string[] {
  return TABLES.flatMap((table) => {
    const own = partitionOf(table, corpusId);
    const made = `CREATE TABLE ${own} (LIKE ${table} INCLUDING DEFAULTS INCLUDING STORAGE)`;
    // As in the shared partition: impacts out of their row cost an index lookup each when candidates are ordered.
    return table === 'units' ? [made, `ALTER TABLE ${own} SET (toast_tuple_target = 8160)`] : [made];
  });
}

/** Statements that make partitions of those tables: their indexes are built at once, from what is in them. */
export function attached(corpusId: string): string[] {
  return TABLES.flatMap((table) => {
    const own = partitionOf(table, corpusId);
    return [
      // Spares the new partition a look through when it is attached.
      `ALTER TABLE ${own} ADD CONSTRAINT own CHECK (corpus_id = '${corpusId}')`,
      `ANALYZE ${own}`,
      `ALTER TABLE ${table} ATTACH PARTITION ${own} FOR VALUES IN ('${corpusId}')`,
    ];
  });
}

/** A partition's name. @throws Error when the id is no UUID: names cannot be parameters of a statement. */
export function partitionOf(table: (typeof TABLES)[number], corpusId: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(corpusId))
    throw new Error('not the id of a corpus');
  return `${table}_${corpusId.replaceAll('-', '')}`;
}
