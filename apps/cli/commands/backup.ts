import { existsSync, statSync } from 'node:fs';
import {
  checkTarget,
  importRows,
  migrate,
  openExport,
  startEmbeddedEngine,
  unknownMigrations,
  type Connection,
} from '#corpus';
import { KildeError, type Config } from '#platform';
import { backupRows, checkBackup, writeBackup, type Last } from '../backup/backup-file.js';
import { serverOf, withDatabase } from '../database.js';
import { progress } from '../progress.js';

/** `kilde backup`: everything that is stored as of one moment, in one file; also of a running Kilde. */
export async function backup(config: Config, file: string): Promise<number> {
  if (existsSync(file))
    throw new KildeError('file-exists', 409, `${file} is there already. Give another name.`);
  return withDatabase(config, async (connection) => {
    const everything = await openExport(connection);
    try {
      const counts = await writeBackup(
        file,
        everything.header,
        everything.rows(),
        everything.sequences,
        (rows) => progress(`${rows} rows`),
      );
      progress('');
      const megabytes = (statSync(file).size / 1e6).toFixed(1);
      console.log(
        `${sentence(counts)} in ${file} (${megabytes} MB). It holds documents and hashes of keys: keep it safe.`,
      );
      return 0;
    } finally {
      await everything.close();
    }
  });
}

/** `kilde restore`: fills an empty database, of either engine, with what a backup holds: the same ids, the same answers. */
export async function restore(config: Config, file: string): Promise<number> {
  const { first, last } = await checkBackup(file);
  const strange = unknownMigrations(first.migrations);
  if (strange.length > 0)
    throw new KildeError(
      'newer-backup',
      409,
      `${file} was made by a newer Kilde (${strange.join(', ')}). Restore it with that version or a later one. Nothing was changed.`,
    );
  return onTarget(config, async (connection) => {
    await checkTarget(connection, first.migrations);
    await migrate(connection, first.migrations);
    const total = Object.values(last.rows).reduce((sum, rows) => sum + rows, 0);
    await importRows(connection, first, told(backupRows(file), total), last.sequences);
    progress('');
    await migrate(connection);
    console.log(`${sentence(last.rows)} of ${first.createdAt} restored.`);
    console.log('Keys are those of the Kilde that made the backup; its file "admin-key" is not in it.');
    return 0;
  });
}

async function onTarget(config: Config, run: (connection: Connection) => Promise<number>): Promise<number> {
  if (config.engine.kind === 'server') return run(await serverOf(config.engine.databaseUrl));
  const engine = await startEmbeddedEngine(config.dataDir); // refuses where a Kilde runs
  try {
    return await run({ socketDir: engine.socketDir });
  } finally {
    await engine.close();
  }
}

async function* told<T extends { rows: unknown[] }>(
  portions: AsyncIterable<T>,
  total: number,
): AsyncGenerator<T> {
  let done = 0;
  for await (const portion of portions) {
    yield portion;
    progress(`${(done += portion.rows.length)}/${total} rows`);
  }
}

function sentence(rows: Last['rows']): string {
  const count = (table: string) => rows[table] ?? 0;
  return `${count('corpora')} corpora, ${count('documents')} documents in ${count('versions')} versions, ${count('passages')} passages and ${count('api_keys')} keys`;
}
