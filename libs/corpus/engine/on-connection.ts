import { createHash } from 'node:crypto';
import type pg from 'pg';
import { remembered } from '#platform';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';

/** Whether each connection has a session of its own; on the embedded engine all of them share one. */
export function isServer({ options }: DataSource): boolean {
  return 'url' in options && options.url !== undefined;
}

function poolOf(database: DataSource): pg.Pool {
  return (database.driver as unknown as { master: pg.Pool }).master;
}

/** Runs something on one connection of the pool; one on which it failed is closed, whatever it was in. */
export async function withClient<T>(
  database: DataSource,
  run: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await poolOf(database).connect();
  let failed: Error | undefined;
  try {
    return await run(client);
  } catch (error) {
    failed = error as Error;
    throw error;
  } finally {
    client.release(failed);
  }
}

/** A statement's name, made from its text. */
const nameOf = remembered((text) => createHash('sha256').update(text).digest('base64url'));

/**
 * Runs a statement that is planned once for all: one whose best plan does not depend on its values, and whose text is
 * one of a few.
 */
export async function planned<Row>(
  database: DataSource | EntityManager,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client =
    database instanceof DataSource
      ? poolOf(database)
      : ((await database.queryRunner!.connect()) as pg.ClientBase);
  try {
    return (await client.query({ name: nameOf(text), text, values })).rows as Row[];
  } catch (error) {
    throw new QueryFailedError(text, values, error as Error);
  }
}

/**
 * Runs a statement in a transaction with settings of its own; on the embedded engine, whose one session is everybody's,
 * without them.
 * @param settings names and values from code, never from data
 */
export async function withSettings<T>(
  database: DataSource,
  settings: Record<string, string | number>,
  text: string,
  values: unknown[],
): Promise<T[]> {
  if (!isServer(database)) return database.query(text, values);
  const all = Object.entries(settings).map(([name, value]) => `SET LOCAL ${name} = ${value}`);
  return withClient(database, async (client) => {
    await client.query(['BEGIN', ...all].join('; '));
    const { rows } = await client.query(text, values);
    await client.query('COMMIT');
    return rows as T[];
  });
}
