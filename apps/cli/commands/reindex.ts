import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CorporaRepository } from '#corpus';
import { Reindex, type Reindexed } from '#ingestion';
import { createLog, KildeError, type Config } from '#platform';
import { WorkerModule } from '../../worker/worker.module.js';
import { withDatabase } from '../database.js';

/** `kilde reindex`: renews what is derived from the stored texts, corpus by corpus, while Kilde goes on answering. */
export async function reindex(config: Config, options: { corpus?: string }): Promise<number> {
  return withDatabase(config, async (connection) => {
    const worker = WorkerModule.on(connection, config, createLog(config.log));
    const app = await NestFactory.createApplicationContext(worker, { logger: false, abortOnError: false });
    try {
      const all = await app.get(CorporaRepository).all();
      const chosen = all.filter(({ slug }) => !options.corpus || slug === options.corpus);
      if (options.corpus && chosen.length === 0)
        throw new KildeError('unknown-corpus', 404, `There is no corpus "${options.corpus}".`);
      const work = app.get(Reindex);
      for (const { id, slug } of chosen) {
        const done = await work.corpus(id, (what, share) =>
          note(`${slug}: ${what} ${Math.round(100 * share)} %`),
        );
        note('');
        console.log(`${slug}: ${sentenceOf(done)}`);
      }
      const live = await work.makeLive();
      console.log(live ? 'All vectors are of the configured embedder.' : STILL_MISSING);
      return 0;
    } finally {
      await app.close();
    }
  });
}

const STILL_MISSING =
  'Some documents have no vectors of the configured embedder yet: run kilde reindex for all corpora.';

function sentenceOf({ units, renewed, corrected, embedded }: Reindexed): string {
  const frequencies =
    corrected === null
      ? 'frequencies not recounted, because documents kept coming in: run it again when less comes in'
      : `${corrected} frequencies corrected`;
  return `${units} units read, ${renewed} renewed; ${frequencies}; ${embedded} passages embedded.`;
}

function note(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
