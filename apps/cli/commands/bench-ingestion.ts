import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, throwAwayServer } from '#corpus';
import { KildeError, type Config } from '#platform';
import { readAdminKey } from '../admin-key.js';
import { joined } from '../bench/server/documents.js';
import { measureIngestion, measureOthers, type Ingested } from '../bench/server/ingestion.js';
import { printIngestion, type IngestionReport } from '../bench/server/ingestion-report.js';
import { measureStoring } from '../bench/server/storing.js';
import { runningText } from '../bench/text.js';
import { connect } from '../client.js';
import { launch } from '../launch.js';
import { progress } from '../progress.js';
import { wholeNumber } from '../whole-number.js';
import { onWorker } from '../with-worker.js';
import type { ServerBenchOptions } from './bench-server.js';

const WORKERS = [1, 2];

/**
 * `kilde bench --server --ingest`: documents through HTTP and the workers, and stored with nothing else running, beside
 * the least that storing them takes, and what LangChain takes for the same passages.
 */
export async function benchIngestion(config: Config, options: ServerBenchOptions): Promise<number> {
  if (config.engine.kind !== 'server' || !options.texts)
    throw new KildeError('bad-option', 400, '--server needs DATABASE_URL, REDIS_URL and --texts.');
  const passages = wholeNumber(options.ingest!, '--ingest', 1000);
  const text = joined(await runningText(options.texts, 3 * passages));
  const ours: Ingested[] = [];
  let others: Awaited<ReturnType<typeof measureOthers>> | null = null;
  for (const workers of WORKERS) {
    const note = (what: string) => progress(`${workers} workers: ${what}`);
    await onThrowAway(config, async (own, url) => {
      const kilde = await launch(own, { workers });
      await onWorker(kilde.connection, own, async (app) => {
        const client = connect(kilde.url, readAdminKey(own.dataDir));
        const place = { app, client, connection: kilde.connection };
        ours.push(await measureIngestion(place, text, passages, workers, note));
        await kilde.close();
        if (workers === WORKERS.at(-1)) others = await measureOthers(app, url, passages, note);
      });
    });
  }
  const alone = await onThrowAway(config, async (own, url) => {
    await migrate({ url });
    return onWorker({ url }, own, (app) => measureStoring(app, text, passages, progress));
  });
  progress('');
  const report: IngestionReport = { text: text.name, ours, alone, ...others! };
  if (options.json) console.log(JSON.stringify(report));
  else printIngestion(report);
  return ours.some(({ failed }) => failed > 0) ? 1 : 0;
}

/** Runs something on an empty database and queue, with a data folder of its own. */
async function onThrowAway<T>(config: Config, run: (own: Config, url: string) => Promise<T>): Promise<T> {
  if (config.engine.kind !== 'server') throw new Error('a throw-away database without a server');
  const server = await throwAwayServer(config.engine);
  const dataDir = mkdtempSync(join(tmpdir(), 'kilde-bench-'));
  const own: Config = {
    ...{ ...config, dataDir, engine: server.engine, host: '127.0.0.1', port: 0, log: 'quiet' },
    samples: false,
  };
  try {
    return await run(own, server.engine.databaseUrl);
  } finally {
    await server.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
