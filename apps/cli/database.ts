import { awaitDatabase, migrate, startEmbeddedEngine, type Connection } from '#corpus';
import type { Config } from '#platform';
import { liveServer } from './client.js';

/**
 * Runs something on the database itself: the server's, the running Kilde's of this data folder, or, where none runs,
 * that of an engine started for it alone.
 * @param run also gets the names of the migrations that brought the schema up to date first
 */
export async function withDatabase<T>(
  config: Config,
  run: (connection: Connection, migrations: string[]) => Promise<T>,
): Promise<T> {
  const upToDate = async (connection: Connection) => run(connection, await migrate(connection));
  if (config.engine.kind === 'server') return upToDate(await serverOf(config.engine.databaseUrl));
  const socketDir = (await liveServer(config.dataDir))?.socketDir;
  if (socketDir) return upToDate({ socketDir });
  const engine = await startEmbeddedEngine(config.dataDir);
  try {
    return await upToDate({ socketDir: engine.socketDir });
  } finally {
    await engine.close();
  }
}

/**
 * The server's database.
 * @throws KildeError `database-unreachable`
 */
export async function serverOf(url: string): Promise<Connection> {
  await awaitDatabase({ url }, 0, () => {});
  return { url };
}
