import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throwAwayServer } from '#corpus';
import { KildeError, type Config } from '#platform';
import { readAdminKey } from '../admin-key.js';
import { joined } from '../bench/server/documents.js';
import { measureIngestion, measureOthers, type Ingested } from '../bench/server/ingestion.js';
import { printIngestion, type IngestionReport } from '../bench/server/ingestion-report.js';
import { runningText } from '../bench/text.js';
import { connect } from '../client.js';
import { launch } from '../launch.js';
import { progress } from '../progress.js';
import { wholeNumber } from '../whole-number.js';
import { onWorker } from '../with-worker.js';
import type { ServerBenchOptions } from './bench-server.js';

const WORKERS = [1, 2];

/**
 * `kilde bench --server --ingest`: documents through HTTP and the workers, beside the least that storing them takes,
 * and what LangChain takes for the same passages.
 */
export async function benchIngestion(config: Config, options: ServerBenchOptions): Promise<number> {
  if (config.engine.kind !== 'server' || !options.texts)
    throw new KildeError('bad-option', 400, '--server needs DATABASE_URL, REDIS_URL and --texts.');
  const passages = wholeNumber(options.ingest!, '--ingest', 1000);
  const text = joined(await runningText(options.texts, 3 * passages));
  const ours: Ingested[] = [];
  let others: Awaited<ReturnType<typeof measureOthers>> | null = null;
  for (const workers of WORKERS) {
    const server = await throwAwayServer(config.engine);
    const dataDir = mkdtempSync(join(tmpdir(), 'kilde-bench-'));
    const own: Config = {
      ...{ ...config, dataDir, engine: server.engine, host: '127.0.0.1', port: 0, log: 'quiet' },
      samples: false,
    };
    const url = server.engine.databaseUrl;
    const note = (what: string) => progress(`${workers} workers: ${what}`);
    try {
      const kilde = await launch(own, { workers });
      await onWorker(kilde.connection, own, async (app) => {
        const client = connect(kilde.url, readAdminKey(dataDir));
        const place = { app, client, connection: kilde.connection };
        ours.push(await measureIngestion(place, text, passages, workers, note));
        await kilde.close();
        if (workers === WORKERS.at(-1)) others = await measureOthers(app, url, passages, note);
      });
    } finally {
      await server.remove();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  progress('');
  const report: IngestionReport = { text: text.name, ours, ...others! };
  if (options.json) console.log(JSON.stringify(report));
  else printIngestion(report);
  return ours.some(({ failed }) => failed > 0) ? 1 : 0;
}
