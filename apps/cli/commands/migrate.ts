import type { Config } from '#platform';
import { withDatabase } from '../database.js';

/** `kilde migrate`: brings the database schema up to date. */
export async function migrate(config: Config): Promise<number> {
  await withDatabase(config, async (_, names) =>
    console.log(names.length > 0 ? `Ran ${names.join(', ')}.` : 'The schema is up to date.'),
  );
  return 0;
}
