import { migrate as bringUpToDate, startEmbeddedEngine, type Connection } from '#corpus';
import type { Config } from '#platform';

/** `kilde migrate`: brings the database schema up to date. */
export async function migrate(config: Config): Promise<number> {
  const engine = config.engine.kind === 'embedded' ? await startEmbeddedEngine(config.dataDir) : null;
  try {
    const connection: Connection =
      config.engine.kind === 'server' ? { url: config.engine.databaseUrl } : { socketDir: engine!.socketDir };
    const names = await bringUpToDate(connection);
    console.log(names.length > 0 ? `Ran ${names.join(', ')}.` : 'The schema is up to date.');
  } finally {
    await engine?.close();
  }
  return 0;
}
