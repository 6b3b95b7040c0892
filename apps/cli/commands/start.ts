import { join } from 'node:path';
import { createLog, KildeError, type Config } from '#platform';
import { readAdminKey } from '../admin-key.js';
import { connect } from '../client.js';
import { launch } from '../launch.js';
import { loadSamples } from '../samples.js';

/** Starts Kilde and keeps it running until a signal, or until a part that it cannot do without ends. */
export async function start(config: Config, options: { worker: boolean }): Promise<number> {
  if (config.engine.kind === 'embedded' && !options.worker) throw needsServer();
  const kilde = await launch(config, { workers: options.worker ? 1 : 0 });
  const log = createLog(config.log);
  const ended = new Promise<number>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done(0));
    void kilde.broken.then((why) => {
      console.error(why);
      done(1);
    });
  });
  console.log(`Kilde is ready: ${kilde.url}`);
  if (kilde.newAdminKey) {
    console.log(
      `Admin key, shown this once and kept in ${join(config.dataDir, 'admin-key')}: ${kilde.newAdminKey}`,
    );
  }
  if (config.samples)
    void seed(config, kilde.url).catch((error: Error) =>
      log.error('the samples could not be loaded', { reason: error.message }),
    );
  const code = await ended;
  await kilde.close();
  return code;
}

function needsServer(): KildeError {
  return new KildeError(
    'bad-option',
    400,
    '--no-worker is for the server engine: set DATABASE_URL and REDIS_URL, and start workers with node dist/apps/worker/main.js.',
  );
}

async function seed(config: Config, url: string): Promise<void> {
  const since = performance.now();
  const outcomes = await loadSamples(connect(url, readAdminKey(config.dataDir)));
  if (outcomes.length === 0) return;
  for (const { name, reason } of outcomes.filter((outcome) => outcome.state === 'failed'))
    console.log(`Sample ${name} failed: ${reason}`);
  const indexed = outcomes.filter((outcome) => outcome.state === 'indexed').length;
  console.log(
    `${indexed} sample documents are searchable (${((performance.now() - since) / 1000).toFixed(1)} s).`,
  );
}
