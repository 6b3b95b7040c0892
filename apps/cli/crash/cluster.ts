import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KildeError, packageRoot } from '#platform';
import { readAdminKey } from '../admin-key.js';
import { connect, type Client } from '../client.js';
import { keepRunning, type KeptProcess } from './keep-running.js';
import { freePort } from './private-services.js';

/** Several API and worker processes on one data set. */
export interface Cluster {
  apis: (KeptProcess & { url: string })[];
  workers: KeptProcess[];
  /** A client of each API process. */
  clients: Client[];
  adminKey: string;
  close(): Promise<void>;
}

const MAIN = join(packageRoot(), 'dist/apps/cli/main.js');
const WORKER = join(packageRoot(), 'dist/apps/worker/main.js');
const PATIENCE_MS = 120_000;

/**
 * Starts them and waits until every API answers.
 * @param environment names the servers
 * @param dir takes a data folder and a log for each process
 */
export async function startCluster(
  environment: NodeJS.ProcessEnv,
  dir: string,
  counts: { apis: number; workers: number },
): Promise<Cluster> {
  const settings = {
    ...process.env,
    NODE_OPTIONS: '',
    KILDE_SAMPLES: 'off',
    KILDE_HOST: '127.0.0.1',
    ...environment,
  };
  const folder = (name: string) => {
    const own = join(dir, name);
    mkdirSync(own, { recursive: true });
    return { own, log: join(dir, `${name}.log`) };
  };
  const apis: Cluster['apis'] = [];
  for (let at = 1; at <= counts.apis; at++) {
    const port = await freePort();
    const { own, log } = folder(`api-${at}`);
    const own_settings = { ...settings, KILDE_PORT: String(port), KILDE_DATA_DIR: own };
    const api = keepRunning(MAIN, ['start', '--no-worker'], own_settings, log);
    apis.push({ ...api, url: `http://127.0.0.1:${port}` });
    await untilReady(apis.at(-1)!.url); // the first makes the schema and the admin key
  }
  const workers = Array.from({ length: counts.workers }, (_, at) => {
    const { own, log } = folder(`worker-${at + 1}`);
    return keepRunning(WORKER, [], { ...settings, KILDE_DATA_DIR: own }, log);
  });
  const adminKey = readAdminKey(join(dir, 'api-1'))!;
  return {
    ...{ apis, workers, adminKey },
    clients: apis.map(({ url }) => connect(url, adminKey)),
    async close() {
      await Promise.all([...workers, ...apis].map((each) => each.close()));
    },
  };
}

/** Does this API answer, with its database and its queue? */
export async function isReady(url: string): Promise<boolean> {
  try {
    const { status, queue } = await connect(url, null).get<{ status: string; queue: string }>(
      '/health/ready',
    );
    return status === 'ok' && queue === 'ok';
  } catch (error) {
    if (error instanceof KildeError) return false;
    throw error;
  }
}

async function untilReady(url: string): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await isReady(url)); await sleep(100))
    if (Date.now() > deadline) throw new Error(`The API at ${url} does not become ready.`);
}
