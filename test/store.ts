import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, startEmbeddedEngine, throwAwayServer } from '#corpus';

/** An empty place to store things, for one test file. */
export interface Store {
  dataDir: string;
  /** What the configuration must say to use it. */
  environment: NodeJS.ProcessEnv;
  remove(): Promise<void>;
}

export const onServer = Boolean(process.env.DATABASE_URL && process.env.REDIS_URL);

/** A data folder of its own; with DATABASE_URL and REDIS_URL also a throw-away database and queue. */
export async function emptyStore(): Promise<Store> {
  const dataDir = join(process.env.KILDE_TEST_RUN!, randomBytes(6).toString('hex'));
  if (onServer) return serverStore(dataDir);
  await cp(await migratedFolder(), dataDir, { recursive: true });
  const remove = () => rm(dataDir, { recursive: true, force: true });
  return { dataDir, environment: { DATABASE_URL: '', REDIS_URL: '' }, remove };
}

/**
 * A data folder with the schema up to date, made by the first of a run's test files that asks: the engine's first
 * start on an empty folder costs seconds.
 */
async function migratedFolder(): Promise<string> {
  const folder = join(process.env.KILDE_TEST_RUN!, 'template');
  if (first(`${folder}.claimed`)) {
    const building = `${folder}.building`;
    const engine = await startEmbeddedEngine(building);
    await migrate({ socketDir: engine.socketDir });
    await engine.close();
    renameSync(building, folder);
  }
  for (const deadline = Date.now() + 60_000; !existsSync(folder); await sleep(50))
    if (Date.now() > deadline) throw new Error('The template of a data folder was not made in time.');
  return folder;
}

function first(claim: string): boolean {
  try {
    mkdirSync(claim);
    return true;
  } catch {
    return false;
  }
}

async function serverStore(dataDir: string): Promise<Store> {
  const servers = { databaseUrl: process.env.DATABASE_URL!, redisUrl: process.env.REDIS_URL! };
  const { engine, remove } = await throwAwayServer(servers);
  return {
    dataDir,
    environment: {
      DATABASE_URL: engine.databaseUrl,
      REDIS_URL: engine.redisUrl,
      KILDE_QUEUE_PREFIX: engine.queuePrefix,
    },
    async remove() {
      await remove();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
