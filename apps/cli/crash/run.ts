import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openIntegrity, type Integrity } from '#corpus';
import { KildeError } from '#platform';
import { isReady, startCluster, type Cluster } from './cluster.js';
import { carryOut, type Kill } from './kills.js';
import { CORPUS, expected, makeTexts, sendAll, type Text } from './load.js';
import { watchMost, type Most } from './most.js';
import { startPrivateServices } from './private-services.js';
import { probe } from './probe.js';

export interface CrashPlan {
  seed: number;
  documents: number;
  changed: number;
  kills: Kill[];
  apis: number;
  workers: number;
}

/** One kill: when, of whom, how far the load was, and after how many seconds every API was ready again. */
export interface KillRow {
  atSeconds: number;
  victim: string;
  pid: number;
  sent: number;
  readyAfterSeconds: number;
}

export interface CrashReport {
  seconds: number;
  /** What must hold, and what was found. */
  checks: { what: string; ok: boolean; found: string }[];
  /** What a search that was asked all the while got back. */
  searches: Record<string, number>;
  most: Most;
}

const READY_MS = 90_000;
/** A dead worker's lease is 45 seconds; a retry waits up to 128. */
const SETTLE_MS = 400_000;

/**
 * Loads documents into several API and worker processes on servers of their own, kills parts of it all the while, and
 * looks at what is stored in the end.
 * @param tell hears of each kill
 */
export async function crash(plan: CrashPlan, tell: (row: KillRow) => void): Promise<CrashReport> {
  const dir = mkdtempSync(join(tmpdir(), 'kilde-crash-'));
  const services = await startPrivateServices();
  const since = performance.now();
  try {
    const integrity = openIntegrity({ url: services.databaseUrl });
    const environment = { DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl };
    const cluster = await startCluster(environment, dir, plan);
    try {
      await cluster.clients[0]!.post('/corpora', {
        slug: CORPUS,
        title: CORPUS,
        language: 'da',
        access: 'grant',
      });
      const searches = probe(
        cluster.apis.map(({ url }) => url),
        cluster.adminKey,
        CORPUS,
      );
      const watched = watchMost(services.redisUrl, () => cluster.apis.map((api) => api.pid()));
      const texts = makeTexts(plan.seed, plan.documents, plan.changed);
      await loadAndKill(plan, texts, { cluster, services, since }, tell);
      const settled = await untilSettled(integrity);
      const checks = await check(integrity, texts, settled);
      return {
        ...{ seconds: (performance.now() - since) / 1000, checks },
        ...{ searches: await searches.stop(), most: watched.stop() },
      };
    } finally {
      await cluster.close();
      await integrity.close();
    }
  } finally {
    await services.remove();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The load keeps step with the kills, so that they fall all over it. */
async function loadAndKill(
  plan: CrashPlan,
  texts: Text[],
  at: { cluster: Cluster; services: Parameters<typeof carryOut>[2]; since: number },
  tell: (row: KillRow) => void,
): Promise<void> {
  let killed = 0;
  let sent = 0;
  const turn = async (index: number) => {
    while (killed < Math.floor((index / texts.length) * plan.kills.length)) await sleep(20);
    sent = index;
  };
  const killing = (async () => {
    for (const kill of plan.kills) {
      await sleep(kill.pauseMs);
      const atSeconds = (performance.now() - at.since) / 1000;
      const before = performance.now();
      const pid = await carryOut(kill, at.cluster, at.services);
      killed++;
      await untilReady(at.cluster);
      const readyAfterSeconds = (performance.now() - before) / 1000;
      tell({ ...{ atSeconds, pid, sent, readyAfterSeconds }, victim: kill.victim });
    }
  })();
  await Promise.all([killing, sendAll(at.cluster.clients, texts, turn)]);
}

async function untilReady({ apis }: Cluster): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (const { url } of apis)
    while (!(await isReady(url))) {
      if (Date.now() > deadline)
        throw new KildeError('not-ready', 500, `The API at ${url} does not become ready again.`);
      await sleep(50);
    }
}

async function untilSettled(integrity: Integrity): Promise<boolean> {
  for (const deadline = Date.now() + SETTLE_MS; Date.now() < deadline; await sleep(500)) {
    const { queued = 0, running = 0 } = await integrity.states();
    if (queued + running === 0) return true;
  }
  return false;
}

async function check(integrity: Integrity, texts: Text[], settled: boolean): Promise<CrashReport['checks']> {
  const states = await integrity.states();
  const wanted = expected(texts);
  const stored = await integrity.versions(CORPUS);
  const same = (key: string) => wanted.get(key)?.join() === stored.get(key)?.join();
  const wrong = [...new Set([...wanted.keys(), ...stored.keys()])].filter((key) => !same(key));
  const loose = Object.entries(await integrity.looseEnds());
  const failures = await integrity.failures();
  return [
    { what: 'no ingestion is stuck', ok: settled, found: JSON.stringify(states) },
    { what: 'none has failed', ok: failures.length === 0, found: failures.join('; ') || 'none' },
    {
      what: 'each document has exactly the versions that were sent, in their order',
      ok: wrong.length === 0,
      found:
        wrong.length === 0 ? `${stored.size} documents, ${texts.length} versions` : `not ${wrong.join(', ')}`,
    },
    ...loose.map(([name, count]) => ({ what: `no ${name}`, ok: count === 0, found: String(count) })),
  ];
}
