import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key to use: KILDE_API_KEY, else the admin key of the data folder, else none. */
export function readAdminKey(dataDir: string): string | null {
  if (process.env.KILDE_API_KEY) return process.env.KILDE_API_KEY;
  const file = join(dataDir, 'admin-key');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}
