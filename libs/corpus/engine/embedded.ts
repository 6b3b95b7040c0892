import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KildeError, packageRoot } from '#platform';
import type { EngineMessage } from './engine-process.js';

/** A running embedded engine. Any number of processes of this machine and user may connect to `socketDir`. */
export interface EmbeddedEngine {
  socketDir: string;
  pid: number;
  /** Resolves when the engine's process ends, wanted or not. */
  ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the embedded engine on a data folder.
 * @throws KildeError `data-folder-in-use` when another Kilde runs on it, `engine-failed` when it cannot start.
 */
export async function startEmbeddedEngine(dataDir: string): Promise<EmbeddedEngine> {
  // In the temporary folder because a socket's path may have 107 bytes at most; mkdtemp gives mode 0700.
  const socketDir = mkdtempSync(join(tmpdir(), 'kilde-'));
  const entry = join(packageRoot(), 'dist/libs/corpus/engine/engine-process.js');
  const child = fork(entry, [dataDir, socketDir], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  void ended.then(() => rmSync(socketDir, { recursive: true, force: true }));

  const message = await Promise.race([
    firstMessage(child),
    ended.then((): EngineMessage => ({ failed: 'its process ended' })),
  ]);
  if ('lockedBy' in message) {
    throw new KildeError(
      'data-folder-in-use',
      500,
      `Kilde already runs on ${dataDir} (process ${message.lockedBy}). Use that one, stop it, or set KILDE_DATA_DIR to another folder.`,
    );
  }
  if ('failed' in message) {
    throw new KildeError(
      'engine-failed',
      500,
      `The embedded database in ${dataDir} could not start: ${message.failed}`,
    );
  }
  const close = async () => {
    if (child.connected) child.send('close');
    await ended;
  };
  return { socketDir, pid: child.pid!, ended, close };
}

function firstMessage(child: ChildProcess): Promise<EngineMessage> {
  return new Promise((done, fail) => {
    child.once('message', (message) => done(message as EngineMessage));
    child.once('error', fail);
  });
}
