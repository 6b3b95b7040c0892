import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

/** Opens the database in a folder; makes it where there is none. */
export function openDatabase(dataDir: string): Promise<PGlite> {
  return PGlite.create({ dataDir, extensions: { vector }, relaxedDurability: false });
}
