import 'reflect-metadata';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  awaitDatabase,
  EmbeddingSetsRepository,
  migrate,
  PrincipalsRepository,
  startEmbeddedEngine,
  type Connection,
  type EmbeddedEngine,
} from '#corpus';
import { Access } from '#access';
import { Extractive } from '#answering';
import { EMBEDDERS, type Embedders } from '#models';
import { createLog, packageRoot, type Config, type KildeError, type Log } from '#platform';
import { otherEmbedder, Search } from '#retrieval';
import { serve } from '../api/serve.js';

/** A running Kilde: engine, API and worker. */
export interface Kilde {
  url: string;
  /** Set when this start made the first admin key. */
  newAdminKey: string | null;
  /** Where its database is. */
  connection: Connection;
  /** The search that the API serves, for measuring what it does not show. */
  search: Search;
  /** The composer of extractive answers that the API uses, for the same. */
  extractive: Extractive;
  /** Process numbers as they are now, for measuring. */
  pids(): { api: number; worker: number | undefined; engine: number | undefined };
  /** Resolves with a sentence when a part ended that Kilde cannot go on without. */
  broken: Promise<string>;
  close(): Promise<void>;
}

const WORKER_PAUSE_MS = 1000;

/** A database that is started at the same time has this long to answer. */
const PATIENCE_SECONDS = 60;

export interface LaunchOptions {
  /** How many workers run beside the API, 1 when absent; with 0 they are started by hand. */
  workers?: number;
}

/** Starts everything: the engine (when embedded), migrations, the API here, a worker beside it. Undoes all of it on failure. */
export async function launch(config: Config, options: LaunchOptions = {}): Promise<Kilde> {
  const log = createLog(config.log);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const engine = config.engine.kind === 'embedded' ? await startEmbeddedEngine(config.dataDir) : null;
  try {
    return await launchOn(engine, config, log, options);
  } catch (error) {
    await engine?.close();
    throw error;
  }
}

async function launchOn(
  engine: EmbeddedEngine | null,
  config: Config,
  log: Log,
  { workers: count = 1 }: LaunchOptions,
): Promise<Kilde> {
  const connection = connectionOf(engine, config);
  await awaitDatabase(connection, PATIENCE_SECONDS, (reason) =>
    log.info('waiting for the database', { reason }),
  );
  for (const name of await migrate(connection))
    log.info('the schema was brought up to date', { migration: name });
  const { app, url } = await serve(connection, config, log);
  const newAdminKey = await firstAdminKey(app.get(PrincipalsRepository), app.get(Access), config.dataDir);
  const stored = await app.get(EmbeddingSetsRepository).live();
  const embedders = app.get<Embedders>(EMBEDDERS);
  if (stored && !embedders.some(({ name }) => name === stored.model))
    log.error(otherEmbedder(stored.model, embedders).message);
  const search = app.get(Search);
  const prepared = search.prepare().catch(({ code, message }: KildeError) => {
    // Another embedder has just been told.
    if (code !== 'other-embedder') log.error('the first search will take longer', { reason: message });
  });
  const workers = Array.from({ length: count }, () => keepWorker(engine?.socketDir, config, log));
  const serverFile = join(config.dataDir, 'server.json');
  writeFileSync(serverFile, JSON.stringify({ pid: process.pid, url, socketDir: engine?.socketDir }), {
    mode: 0o600,
  });

  let closing = false;
  const broken = engine
    ? engine.ended.then(() =>
        closing
          ? new Promise<string>(() => {})
          : 'The embedded database ended unexpectedly. Start Kilde again: nothing stored is lost.',
      )
    : new Promise<string>(() => {});
  return {
    url,
    newAdminKey,
    connection,
    search,
    extractive: app.get(Extractive),
    pids: () => ({ api: process.pid, worker: workers[0]?.pid(), engine: engine?.pid }),
    broken,
    async close() {
      closing = true;
      removeOwn(serverFile);
      await prepared;
      // Requests under way are answered, if they end in time.
      const patience = setTimeout(() => app.getHttpServer().closeAllConnections(), config.stopSeconds * 1000);
      await Promise.all([...workers.map((worker) => worker.close()), app.close()]);
      clearTimeout(patience);
      await engine?.close();
    },
  };
}

function connectionOf(engine: EmbeddedEngine | null, config: Config): Connection {
  if (engine) return { socketDir: engine.socketDir };
  if (config.engine.kind === 'server') return { url: config.engine.databaseUrl };
  throw new Error('an embedded configuration without its engine');
}

function removeOwn(serverFile: string): void {
  try {
    const { pid } = JSON.parse(readFileSync(serverFile, 'utf8')) as { pid: number };
    if (pid === process.pid) rmSync(serverFile);
  } catch {
    // another start has taken its place, or it is gone: nothing of ours to remove
  }
}

/** On the very first start: an admin key, kept in the data folder for the CLI of this machine's user. */
async function firstAdminKey(
  principals: PrincipalsRepository,
  access: Access,
  dataDir: string,
): Promise<string | null> {
  if (await principals.hasAdminKey()) return null;
  const nobody = { principal: null, anonymous: false };
  const { secret } = await access.createKey(nobody, {
    name: 'first admin key',
    admin: true,
    grants: [],
    expiresAt: null,
  });
  writeFileSync(join(dataDir, 'admin-key'), `${secret}\n`, { mode: 0o600 });
  return secret;
}

/** A worker process that is started again when it dies. It is told the configuration, keys included, by message alone. */
function keepWorker(
  socketDir: string | undefined,
  config: Config,
  log: Log,
): { pid(): number | undefined; close(): Promise<void> } {
  const entry = join(packageRoot(), 'dist/apps/worker/main.js');
  let closing = false;
  let child: ChildProcess;
  const start = () => {
    child = fork(entry, socketDir ? [socketDir] : [], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.send(config);
    child.once('exit', (code, signal) => {
      if (closing) return;
      log.error('the worker ended and is started again', { code, signal });
      void sleep(WORKER_PAUSE_MS).then(() => closing || start());
    });
  };
  start();
  return {
    pid: () => child.pid,
    async close() {
      closing = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
