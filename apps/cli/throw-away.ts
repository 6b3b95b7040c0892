import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throwAwayServer } from '#corpus';
import type { Config } from '#platform';
import { readAdminKey } from './admin-key.js';
import { connect, type Client } from './client.js';
import { launch, type Kilde } from './launch.js';

/**
 * Runs something with an empty Kilde of its own, which is removed afterwards: on the embedded engine in a new folder,
 * on the server engine in a new database of the same server, whose role must be allowed to make one.
 */
export async function withThrowAwayKilde<T>(
  config: Config,
  run: (kilde: Kilde, client: Client) => Promise<T>,
): Promise<T> {
  const server = config.engine.kind === 'server' ? await throwAwayServer(config.engine) : null;
  const dataDir = mkdtempSync(join(tmpdir(), 'kilde-once-'));
  const engine = server?.engine ?? ({ kind: 'embedded' } as const);
  try {
    const kilde = await launch({ ...config, dataDir, host: '127.0.0.1', port: 0, log: 'quiet', engine });
    try {
      return await run(kilde, connect(kilde.url, readAdminKey(dataDir)));
    } finally {
      await kilde.close();
    }
  } finally {
    await server?.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
