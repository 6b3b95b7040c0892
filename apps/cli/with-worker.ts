import 'reflect-metadata';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Connection } from '#corpus';
import { createLog, type Config } from '#platform';
import { WorkerModule } from '../worker/worker.module.js';
import { withDatabase } from './database.js';

/** Runs something with what a worker has, on the database itself, where Kilde may be running. */
export async function withWorker<T>(
  config: Config,
  run: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  return withDatabase(config, (connection) => onWorker(connection, config, run));
}

/** The same on a database that is there, also beside an API in this process. */
export async function onWorker<T>(
  connection: Connection,
  config: Config,
  run: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  // Else a second connection to it in one process is remarked on among what the command prints.
  Logger.overrideLogger(false);
  const worker = WorkerModule.on(connection, config, createLog(config.log));
  const app = await NestFactory.createApplicationContext(worker, { logger: false, abortOnError: false });
  try {
    return await run(app);
  } finally {
    await app.close();
  }
}
