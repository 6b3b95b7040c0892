/**
 * The embedded engine's own process: PGlite behind a Unix socket, so that its work never blocks the process that
 * answers HTTP. Started by embedded.ts with the data folder and the socket folder; says over IPC when it is ready
 * or why it cannot be; closes the database and ends when its starter asks for it or is gone.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { openDatabase } from './database.js';
import { takeLock } from './lock.js';
import { keepLogShort } from './log-length.js';
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
  const databaseDir = join(dataDir, 'database');
  if (!existsSync(databaseDir)) await makeDatabase(databaseDir);
  const db = await openDatabase(databaseDir);
  // The page cache holds what the engine reads, and the one session is everybody's: a random page costs hardly more.
  await db.exec('SET random_page_cost = 1.1');
  const server = new PGLiteSocketServer({
    db,
    path: join(socketDir, '.s.PGSQL.5432'),
    maxConnections: MAX_CONNECTIONS,
  });
  const turns = new Turns(db);
  Object.assign(server, { queryQueue: turns });
  await server.start();
  keepLogShort(turns);

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

/** In a process that ends: PGlite takes 850 MB to make a database and keeps half of it; to open one it takes 300. */
async function makeDatabase(databaseDir: string): Promise<void> {
  const maker = fork(join(import.meta.dirname, 'make-database.js'), [databaseDir], { execArgv: [] });
  const [code, signal] = (await once(maker, 'exit')) as [number | null, string | null];
  if (code !== 0) throw new Error(`making the database ended with ${code ?? signal}`);
}

run().catch(async (error: Error) => {
  await tell({ failed: error.message });
  process.exit(1);
});
