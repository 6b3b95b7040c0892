import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { graphMegabytes, PartitionsRepository, VectorIndexesRepository } from '#corpus';
import { createLog, KildeError, type Config } from '#platform';
import { WorkerModule } from '../../worker/worker.module.js';
import { withDatabase } from '../database.js';
import { progress } from '../progress.js';
import { wholeNumber } from '../whole-number.js';

/**
 * `kilde index`: gives large corpora partitions of their own, and builds the vector indexes that are missing, while
 * Kilde goes on answering.
 */
export async function indexVectors(config: Config, options: { memory: string }): Promise<number> {
  const most = wholeNumber(options.memory, '--memory', 64);
  if (config.engine.kind === 'embedded')
    throw new KildeError(
      'server-only',
      400,
      'The embedded engine compares vectors one by one and needs no index. For more than some 100,000 passages move to a server: README, “Backup, and moving to servers”.',
    );
  return withDatabase(config, async (connection) => {
    const worker = WorkerModule.on(connection, config, createLog(config.log));
    const app = await NestFactory.createApplicationContext(worker, { logger: false, abortOnError: false });
    try {
      const [partitions, indexes] = [app.get(PartitionsRepository), app.get(VectorIndexesRepository)];
      for (const { id, slug, units } of await indexes.crowded()) {
        progress(`${slug}: ${units} units move to partitions of their own`);
        await partitions.giveOwn(id);
        progress('');
        console.log(`${slug}: has partitions of its own now (${units} units).`);
      }
      const all = await indexes.all();
      for (const index of all.filter(({ state }) => state !== 'ready')) {
        const needed = graphMegabytes(index);
        if (needed > most)
          console.log(
            `${index.name}: its graph needs about ${needed} MB, but --memory allows ${most}: the build will take many times longer.`,
          );
        const start = performance.now();
        await indexes.build(index, Math.min(needed, most), (share) =>
          progress(`${index.name}: ${Math.round(100 * share)} % of ${index.vectors} vectors`),
        );
        progress('');
        const seconds = Math.round((performance.now() - start) / 1000);
        console.log(`${index.name}: built over ${index.vectors} vectors in ${seconds} s.`);
      }
      console.log(
        `${all.length} vector indexes are ready. Smaller partitions are searched exactly, without one.`,
      );
      return 0;
    } finally {
      await app.close();
    }
  });
}
