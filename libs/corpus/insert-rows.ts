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
    const tuples = part.map(
      (_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
    );
    await tx.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${tuples.join(', ')}`, part.flat());
  }
}
