import type { EntityManager } from 'typeorm';
import { arrayOf, typeNumbers, type SentType } from './binary-arrays.js';
import { planned } from './engine/on-connection.js';

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

/** Rows of each table that go in in one statement. */
const MOST_ROWS = 20_000;

/** Types of columns. Arrays in an array have all one length in SQL, so that they are sent as text, a literal each. */
export type ColumnType = SentType | 'int4[]' | 'text[]';

function isSent(type: ColumnType): type is SentType {
  return !type.endsWith('[]');
}

/**
 * Inserts rows into several tables, in one statement where they are not too many: an array for each column, since
 * planning a statement with thousands of parameters takes as long as running it. Names come from code, never from data.
 */
export async function insertTogether(
  tx: EntityManager,
  tables: (readonly [table: string, columns: Record<string, ColumnType>, rows: unknown[][]])[],
): Promise<void> {
  const numbers = await typeNumbers(tx);
  const longest = Math.max(0, ...tables.map(([, , rows]) => rows.length));
  for (let from = 0; from < longest; from += MOST_ROWS) {
    const values: Buffer[] = [];
    const statements = tables.map(([table, columns, rows]) => {
      const part = rows.slice(from, from + MOST_ROWS);
      const names = Object.keys(columns).join(', ');
      const selected = Object.entries(columns).map(([name, type]) =>
        isSent(type) ? name : `${name}::${type}`,
      );
      const arrays = Object.values(columns).map((type, at) => {
        const own = part.map((row) => row[at]);
        values.push(
          isSent(type)
            ? arrayOf(type, own, numbers[type])
            : arrayOf(
                'text',
                own.map((value) => arrayLiteral(value as unknown[])),
              ),
        );
        return `$${values.length}::${isSent(type) ? type : 'text'}[]`;
      });
      return `in_${table} AS (INSERT INTO ${table} (${names})
        SELECT ${selected.join(', ')} FROM unnest(${arrays.join(', ')}) AS own (${names}))`;
    });
    await planned(tx, `WITH ${statements.join(', ')} SELECT 1`, values);
  }
}

/** An array of numbers or texts as PostgreSQL reads it from text. */
export function arrayLiteral(values: unknown[]): string {
  const literal = (value: unknown) =>
    typeof value === 'number' ? value : `"${String(value).replace(/["\\]/g, '\\$&')}"`;
  return `{${values.map(literal).join(',')}}`;
}
