import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#platform';
import { readAdminKey } from './admin-key.js';
import { connect, type Client } from './client.js';
import { launch, type Kilde } from './launch.js';

/** Runs something with a Kilde on the embedded engine in a folder of its own, which is removed afterwards. */
export async function withThrowAwayKilde<T>(
  config: Config,
  run: (kilde: Kilde, client: Client) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kilde-once-'));
  const place = { dataDir, host: '127.0.0.1', port: 0, log: 'quiet', engine: { kind: 'embedded' } } as const;
  try {
    const kilde = await launch({ ...config, ...place });
    try {
      return await run(kilde, connect(kilde.url, readAdminKey(dataDir)));
    } finally {
      await kilde.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
