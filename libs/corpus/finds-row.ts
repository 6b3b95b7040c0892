import type { DataSource } from 'typeorm';

/** Does the statement, an UPDATE or DELETE with RETURNING, find a row? */
export async function findsRow(database: DataSource, statement: string, values: unknown[]): Promise<boolean> {
  const [rows]: [unknown[], number] = await database.query(statement, values);
  return rows.length > 0;
}
