import pg from 'pg';
import { KildeError } from '#platform';
import { clientOf, type Connection } from './engine/connection.js';

/** What a backup says of itself before its rows. */
export interface BackupHeader {
  /** Names of the migrations that made the tables. */
  migrations: string[];
  /** Columns by table, tables in an order in which rows find what they refer to. */
  tables: Record<string, string[]>;
}

export interface BackupRows {
  table: string;
  /** Each row as JSON, as PostgreSQL writes it: no number and no vector is read and written again on the way. */
  rows: string[];
}

export interface Export {
  header: BackupHeader;
  rows(): AsyncGenerator<BackupRows>;
  /** The last number that each sequence gave out. */
  sequences(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** Rows fetched at a time, by table: parts of originals and texts are large. */
const FETCH: Record<string, number> = { original_parts: 4, pages: 50, versions: 50, unit_texts: 200 };
const FETCH_OTHERS = 500;

/** What is not part of a backup: uploads that were under way. */
const WHICH: Record<string, string> = {
  originals: 'WHERE t.complete',
  original_parts: 'JOIN originals o ON o.id = t.original_id AND o.complete',
  // Those that others came in with go first.
  documents: `JOIN (WITH RECURSIVE family AS (
      SELECT id, 0 AS depth FROM documents WHERE parent_id IS NULL
      UNION ALL SELECT d.id, f.depth + 1 FROM family f JOIN documents d ON d.parent_id = f.id)
    SELECT id, depth FROM family) f ON f.id = t.id ORDER BY f.depth`,
};

/** Tables but not their partitions, with the columns that are stored; transaction numbers mean nothing elsewhere. */
const TABLES = `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns,
    coalesce((SELECT array_agg(DISTINCT r.relname::text) FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
      WHERE f.conrelid = c.oid AND f.contype = 'f' AND r.oid <> c.oid), '{}') AS needs
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attgenerated = '' AND a.atttypid <> 'xid8'::regtype
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname <> 'migrations' GROUP BY c.oid, c.relname ORDER BY c.relname`;

/**
 * Begins to read everything as it is at this moment, in one transaction. On the embedded engine, which has one
 * session, everybody else waits until `close`.
 */
export async function openExport(connection: Connection): Promise<Export> {
  const client = await clientOf(connection);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const query = async <T>(text: string) => (await client.query(text)).rows as T[];
  const tables = await query<{ name: string; columns: string[]; needs: string[] }>(TABLES);
  const migrations = await query<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp');
  const header = {
    migrations: migrations.map(({ name }) => name),
    tables: Object.fromEntries(inOrder(tables).map(({ name, columns }) => [name, columns])),
  };
  return {
    header,
    async *rows() {
      for (const [table, columns] of Object.entries(header.tables)) {
        const own = columns.map((column) => `t.${name(column)}`).join(', ');
        const from = `SELECT ${own} FROM ${name(table)} t ${WHICH[table] ?? ''}`;
        await client.query(
          `DECLARE rows NO SCROLL CURSOR FOR SELECT to_json(r)::text AS row FROM (${from}) r`,
        );
        for (;;) {
          const rows = await query<{ row: string }>(`FETCH ${FETCH[table] ?? FETCH_OTHERS} FROM rows`);
          if (rows.length === 0) break;
          yield { table, rows: rows.map(({ row }) => row) };
        }
        await client.query('CLOSE rows');
      }
    },
    async sequences() {
      const found = await query<{ name: string; last: number | null }>(
        `SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = 'public'`,
      );
      return Object.fromEntries(found.flatMap(({ name, last }) => (last === null ? [] : [[name, last]])));
    },
    async close() {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

/**
 * Writes rows into an empty database with the schema of the backup, all of them or none.
 * @throws KildeError `target-not-empty`
 */
export async function importRows(
  connection: Connection,
  { tables }: BackupHeader,
  rows: AsyncIterable<BackupRows>,
  sequences: Record<string, number>,
): Promise<void> {
  const client = await clientOf(connection);
  try {
    await client.query('BEGIN');
    for (const table of Object.keys(tables))
      if ((await client.query(`SELECT FROM ${name(table)} LIMIT 1`)).rowCount) throw notEmpty(table);
    for await (const { table, rows: some } of rows) {
      const columns = tables[table]!.map(name).join(', ');
      await client.query(
        `INSERT INTO ${name(table)} (${columns}) OVERRIDING SYSTEM VALUE
         SELECT ${columns} FROM json_populate_recordset(NULL::${name(table)}, $1::json)`,
        [`[${some.join(',')}]`],
      );
    }
    for (const [sequence, last] of Object.entries(sequences))
      await client.query('SELECT setval($1::regclass, $2)', [name(sequence), last]);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end(); // an open transaction is rolled back
  }
}

/**
 * Can a backup with these migrations be restored into this database?
 * @throws KildeError `target-not-empty`, `target-newer`
 */
export async function checkTarget(connection: Connection, migrations: string[]): Promise<void> {
  const client = await clientOf(connection);
  try {
    const tables = (await client.query<{ name: string }>(TABLES)).rows;
    for (const { name: table } of tables)
      if ((await client.query(`SELECT FROM ${name(table)} LIMIT 1`)).rowCount) throw notEmpty(table);
    if (tables.length === 0) return;
    const made = (await client.query<{ name: string }>('SELECT name FROM migrations')).rows;
    const newer = made.filter((migration) => !migrations.includes(migration.name));
    if (newer.length > 0)
      throw new KildeError(
        'target-newer',
        409,
        'The tables of this empty database are newer than the backup. Name a new database, without tables: restoring makes those of the backup and then brings them up to date.',
      );
  } finally {
    await client.end();
  }
}

function notEmpty(table: string): KildeError {
  return new KildeError(
    'target-not-empty',
    409,
    `The database is not empty: there are rows in "${table}". A backup is restored into an empty one only, so that nothing is mixed or overwritten. Name a new database in DATABASE_URL, or a new folder in KILDE_DATA_DIR.`,
  );
}

/** Each table after those that it refers to. */
function inOrder<T extends { name: string; needs: string[] }>(tables: T[]): T[] {
  const done: T[] = [];
  for (let left = tables; left.length > 0;) {
    const isReady = ({ needs }: T) => needs.every((need) => !left.some((table) => table.name === need));
    const ready = left.filter(isReady);
    if (ready.length === 0)
      throw new Error(`tables that refer to each other: ${left.map((t) => t.name).join(', ')}`);
    done.push(...ready);
    left = left.filter((table) => !isReady(table));
  }
  return done;
}

/** A name as SQL takes it whatever it is. */
const name = (text: string) => pg.escapeIdentifier(text);
