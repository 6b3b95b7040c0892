/**
 * The embedded engine's own process: PGlite behind a Unix socket, so that its work never blocks the process that
 * answers HTTP. Started by embedded.ts with the data folder and the socket folder; says over IPC when it is ready
 * or why it cannot be; closes the database and ends when its starter asks for it or is gone.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { takeLock } from './lock.js';
import { Turns } from './turns.js';

export type EngineMessage = { ready: true } | { lockedBy: number } | { failed: string };

const [dataDir, socketDir] = process.argv.slice(2) as [string, string];
const MAX_CONNECTIONS = 64;

function tell(message: EngineMessage): Promise<void> {
  return new Promise((done) =>
    process.send ? process.send(message, undefined, undefined, () => done()) : done(),
  );
}

async function run(): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lockFile = join(dataDir, 'engine.lock');
  const lock = await takeLock(lockFile, process.ppid);
  if (!lock.taken) {
    await tell({ lockedBy: lock.holder });
    process.exit(1);
  }
  const db = await PGlite.create({
    dataDir: join(dataDir, 'database'),
    extensions: { vector },
    relaxedDurability: false,
  });
  const server = new PGLiteSocketServer({
    db,
    path: join(socketDir, '.s.PGSQL.5432'),
    maxConnections: MAX_CONNECTIONS,
  });
  Object.assign(server, { queryQueue: new Turns(db) });
  await server.start();

  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    await server.stop();
    await db.close();
    rmSync(lockFile, { force: true });
    process.exit(0);
  };
  process.on('disconnect', () => void close());
  process.on('message', (message) => message === 'close' && void close());
  // Ctrl-C reaches the whole process group; the starter decides when the database may close.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => void close());
  await tell({ ready: true });
}

run().catch(async (error: Error) => {
  await tell({ failed: error.message });
  process.exit(1);
});
