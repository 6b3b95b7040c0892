/**
 * A worker process: takes ingestions from the queue and works them off. On the embedded engine it is started with
 * the engine's socket folder and ends when its starter is gone; with DATABASE_URL and REDIS_URL any number run.
 */
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import {
  awaitDatabase,
  HealthRepository,
  IngestionsRepository,
  OriginalsRepository,
  QUEUE,
  type Connection,
  type IngestionQueue,
} from '#corpus';
import { IngestVersion } from '#ingestion';
import { createLog, readConfig, type Config } from '#platform';
import { WorkerModule } from './worker.module.js';

const HEARTBEAT_MS = 10_000;
const HOUR_MS = 3_600_000;
/** A database that is started at the same time has this long to answer. */
const PATIENCE_SECONDS = 60;
/** A database that does not answer in this time will not be told: the lease ends by itself. */
const HAND_BACK_MS = 2000;

/** What the starter was given, even where it differs from the environment; a worker started by hand reads that. */
const config = process.send
  ? await new Promise<Config>((done) => process.once('message', done))
  : readConfig();
const log = createLog(config.log);
const [socketDir] = process.argv.slice(2);
const connection: Connection =
  config.engine.kind === 'server' ? { url: config.engine.databaseUrl } : { socketDir: socketDir! };

await awaitDatabase(connection, PATIENCE_SECONDS, (reason) =>
  log.info('waiting for the database', { reason }),
).catch((error: Error) => {
  log.error(error.message);
  process.exit(1);
});
const app = await NestFactory.createApplicationContext(WorkerModule.on(connection, config, log), {
  logger: ['error', 'warn'],
  abortOnError: false,
});
if (config.engine.kind === 'embedded') {
  const count = await app.get(IngestionsRepository).requeueAbandoned();
  if (count > 0) log.info('ingestions that were cut off go on', { count });
}
const ingest = app.get(IngestVersion);
const queue = app.get<IngestionQueue>(QUEUE);
queue.consume((id) => ingest.run(id));

const everyHour = () =>
  app
    .get(OriginalsRepository)
    .discardUnfinished()
    .catch(() => {}); // the next hour will do
setInterval(() => void everyHour(), HOUR_MS).unref();
void everyHour();

const { heartbeatFile } = config;
if (heartbeatFile) {
  const beat = async () => {
    await app.get(HealthRepository).check();
    if (await queue.answers()) writeFileSync(heartbeatFile, '');
  };
  setInterval(() => void beat().catch(() => {}), HEARTBEAT_MS).unref(); // no beat is the message
  void beat().catch(() => {});
}

let ending = false;
/** Ends what is in work, or, where that takes too long, gives it to another worker. */
const end = async () => {
  if (ending) return;
  ending = true;
  const late = Symbol();
  const closed = app.close().catch((error: Error) => log.error('closing failed', { reason: error.message }));
  if ((await Promise.race([closed, sleep(config.stopSeconds * 1000, late)])) === late)
    await Promise.race([ingest.handBack().catch(() => {}), sleep(HAND_BACK_MS)]);
  process.exit(0);
};
process.on('SIGTERM', () => void end());
process.on('SIGINT', () => void end());
if (process.send) process.on('disconnect', () => void end());
