import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { KildeError } from '#platform';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Model1763600000000 } from '../../../migrations/1763600000000-model.js';
import { Pages1763700000000 } from '../../../migrations/1763700000000-pages.js';
import { Children1763700000001 } from '../../../migrations/1763700000001-children.js';
import { LeanUnits1763800000000 } from '../../../migrations/1763800000000-lean-units.js';
import { Answers1763900000000 } from '../../../migrations/1763900000000-answers.js';
import { Lines1763900000001 } from '../../../migrations/1763900000001-lines.js';
import { Partitions1764100000000 } from '../../../migrations/1764100000000-partitions.js';
import { PageRanges1764200000000 } from '../../../migrations/1764200000000-page-ranges.js';
import { MetadataIndex1764300000000 } from '../../../migrations/1764300000000-metadata-index.js';
import { Work1764400000000 } from '../../../migrations/1764400000000-work.js';
import { Feedback1764400000001 } from '../../../migrations/1764400000001-feedback.js';
import { UnitNumbers1764500000000 } from '../../../migrations/1764500000000-unit-numbers.js';
import { entities } from '../entities.js';
import { isUnreachable } from './unreachable.js';

/** Where the database is: the folder of the embedded engine's socket, or a server's URL. */
export type Connection = { socketDir: string } | { url: string };

// A day is a day, not a moment in the server's time zone; counts fit a double.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

const MIGRATIONS = [
  Model1763600000000,
  Pages1763700000000,
  Children1763700000001,
  LeanUnits1763800000000,
  Answers1763900000000,
  Lines1763900000001,
  Partitions1764100000000,
  PageRanges1764200000000,
  MetadataIndex1764300000000,
  Work1764400000000,
  Feedback1764400000001,
  UnitNumbers1764500000000,
];

const POOL_SIZE = 8;
/** For a connection to a server, or one of the pool to come free: then the asker is told to come again. */
const CONNECT_MS = 15_000;
const AGAIN_MS = 500;
/** Only one process at a time changes the schema of a server; an arbitrary number of ours. */
const MIGRATION_LOCK = 5_112_017;

export function dataSourceOptions(connection: Connection): DataSourceOptions {
  const where =
    'url' in connection
      ? { url: connection.url }
      : { host: connection.socketDir, port: 5432, username: 'postgres', database: 'postgres' };
  return {
    type: 'postgres',
    ...where,
    entities,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    applicationName: 'kilde',
    extra: { max: POOL_SIZE, connectionTimeoutMillis: CONNECT_MS, keepAlive: true },
  };
}

/** A connection of one's own, beside the pool. */
export async function clientOf(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client(
    'url' in connection
      ? { connectionString: connection.url, connectionTimeoutMillis: CONNECT_MS }
      : { host: connection.socketDir, port: 5432, user: 'postgres', database: 'postgres' },
  );
  client.on('error', () => {}); // the query under way fails, or the next
  await client.connect();
  return client;
}

/**
 * Waits for a server that is started at the same time as we are.
 * @param tell hears once that there is something to wait for
 * @throws KildeError `database-unreachable` when it does not answer in time, or refuses
 */
export async function awaitDatabase(
  connection: Connection,
  seconds: number,
  tell: (reason: string) => void,
): Promise<void> {
  let told = false;
  for (const deadline = Date.now() + seconds * 1000; ; await sleep(AGAIN_MS)) {
    try {
      return await (await clientOf(connection)).end();
    } catch (error) {
      const { message } = error as Error;
      if (!isUnreachable(error) || Date.now() > deadline)
        throw new KildeError(
          'database-unreachable',
          503,
          `The database of DATABASE_URL cannot be used (${message}). Check that PostgreSQL runs there, and host, port, user and password.`,
        );
      if (!told) tell(message);
      told = true;
    }
  }
}

/**
 * Connects, and brings the schema up to date.
 * @param only the migrations that may run; all when absent
 * @returns the names of the migrations that ran
 */
export async function migrate(connection: Connection, only?: string[]): Promise<string[]> {
  const migrations = MIGRATIONS.filter(({ name }) => !only || only.includes(name));
  const lock = 'url' in connection ? await clientOf(connection) : null;
  try {
    await lock?.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const source = await new DataSource({ ...dataSourceOptions(connection), migrations }).initialize();
    try {
      return (await source.runMigrations()).map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  } finally {
    await lock?.end();
  }
}

/** Which of these migrations this Kilde does not have. */
export function unknownMigrations(names: string[]): string[] {
  return names.filter((name) => !MIGRATIONS.some((migration) => migration.name === name));
}
