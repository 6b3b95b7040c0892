import type { EntityManager } from 'typeorm';

/** PostgreSQL's limit for the parameters of one statement. */
const MOST_PARAMETERS = 60_000;

/** Inserts many rows with as few statements as the parameter limit allows. Column names come from code, never from data. */
export async function insertRows(
  tx: EntityManager,
  table: string,
  columns: string[],
  rows: unknown[][],
): Promise<void> {
  const perStatement = Math.floor(MOST_PARAMETERS / columns.length);
  for (let from = 0; from < rows.length; from += perStatement) {
    const part = rows.slice(from, from + perStatement);
    const tuple = (row: number) =>
      `(${columns.map((_, at) => `$${row * columns.length + at + 1}`).join(', ')})`;
    await tx.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${part.map((_, row) => tuple(row)).join(', ')}`,
      part.flat(),
    );
  }
}

/** Rows of all tables that go in in one statement. */
const MOST_ROWS = 20_000;

/**
 * Inserts rows into several tables, in one statement where they are not too many. As JSON: planning a statement with
 * thousands of parameters takes as long as running it. Not for columns that are JSON themselves. Names come from code,
 * never from data.
 */
export async function insertTogether(
  tx: EntityManager,
  tables: (readonly [table: string, columns: string[], rows: unknown[][]])[],
): Promise<void> {
  const filled = tables.filter(([, , rows]) => rows.length > 0);
  const longest = Math.max(0, ...filled.map(([, , rows]) => rows.length));
  for (let from = 0; from < longest; from += MOST_ROWS) {
    const parts = filled.flatMap(([table, columns, rows]) => {
      const part = rows.slice(from, from + MOST_ROWS);
      return part.length > 0 ? [[table, columns, part] as const] : [];
    });
    const statements = parts.map(
      ([table, columns], at) =>
        `in_${table} AS (INSERT INTO ${table} (${columns.join(', ')})
           SELECT ${columns.join(', ')} FROM json_populate_recordset(NULL::${table}, $${at + 1}::json))`,
    );
    const values = parts.map(([, columns, rows]) => asJson(columns, rows));
    await tx.query(`WITH ${statements.join(', ')} SELECT 1`, values);
  }
}

function asJson(columns: string[], rows: unknown[][]): string {
  const value = (one: unknown) => (Buffer.isBuffer(one) ? `\\x${one.toString('hex')}` : one);
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, value(row[at])]))),
  );
}
