import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';

const FOLDER = join(packageRoot(), 'dist/libs/ingestion/parse');
let digest: string | undefined;

/** A digest of the code of the parsers: what another one has read of a file cannot be gone on with. */
export function parserCode(): string {
  if (digest === undefined) {
    const hash = createHash('sha256');
    for (const name of readdirSync(FOLDER).sort())
      if (name.endsWith('.js')) hash.update(readFileSync(join(FOLDER, name)));
    digest = hash.digest('hex').slice(0, 16);
  }
  return digest;
}
