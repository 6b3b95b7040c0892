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
    await tx.query(insertion(table, columns, part, 0), part.flat());
  }
}

/** Inserts rows into several tables, in one statement where the parameter limit allows. Names come from code, never from data. */
export async function insertTogether(
  tx: EntityManager,
  tables: (readonly [table: string, columns: string[], rows: unknown[][]])[],
): Promise<void> {
  const filled = tables.filter(([, , rows]) => rows.length > 0);
  const values = filled.flatMap(([, , rows]) => rows.flat());
  if (values.length > MOST_PARAMETERS) {
    for (const [table, columns, rows] of filled) await insertRows(tx, table, columns, rows);
    return;
  }
  let before = 0;
  const parts = filled.map(([table, columns, rows]) => {
    const part = insertion(table, columns, rows, before);
    before += columns.length * rows.length;
    return `in_${table} AS (${part})`;
  });
  if (parts.length > 0) await tx.query(`WITH ${parts.join(', ')} SELECT 1`, values);
}

/** The statement, whose parameters follow so many others. */
function insertion(table: string, columns: string[], rows: unknown[][], before: number): string {
  const tuple = (row: number) =>
    `(${columns.map((_, column) => `$${before + row * columns.length + column + 1}`).join(', ')})`;
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.map((_, row) => tuple(row)).join(', ')}`;
}
