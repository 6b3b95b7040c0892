import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Model1763600000000 } from '../../../migrations/1763600000000-model.js';
import { Pages1763700000000 } from '../../../migrations/1763700000000-pages.js';
import { Children1763700000001 } from '../../../migrations/1763700000001-children.js';
import { LeanUnits1763800000000 } from '../../../migrations/1763800000000-lean-units.js';
import { Answers1763900000000 } from '../../../migrations/1763900000000-answers.js';
import { Lines1763900000001 } from '../../../migrations/1763900000001-lines.js';
import { Partitions1764100000000 } from '../../../migrations/1764100000000-partitions.js';
import { PageRanges1764200000000 } from '../../../migrations/1764200000000-page-ranges.js';
import { entities } from '../entities.js';

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
];

const POOL_SIZE = 8;

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
    extra: { max: POOL_SIZE },
  };
}

/** Connects, and brings the schema up to date. Returns the names of the migrations that ran. */
export async function migrate(connection: Connection): Promise<string[]> {
  const source = await new DataSource(dataSourceOptions(connection)).initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
