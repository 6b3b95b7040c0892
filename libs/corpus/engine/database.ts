import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

/** As small as it may be: what is left of the log after a checkpoint, in the data folder and in backups of it. */
const SHORT_LOG = ['-c', 'max_wal_size=128MB', '-c', 'min_wal_size=32MB'];

/** Opens the database in a folder; makes it where there is none. */
export function openDatabase(dataDir: string): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams, ...SHORT_LOG];
  return PGlite.create({ dataDir, extensions: { vector }, relaxedDurability: false, startParams });
}
