import { EmbeddingSetsRepository, PartitionsRepository, VectorIndexesRepository } from '#corpus';
import { KildeError, type Config } from '#platform';
import { buildIndexes } from '../build-indexes.js';
import { progress } from '../progress.js';
import { wholeNumber } from '../whole-number.js';
import { withWorker } from '../with-worker.js';

/**
 * `kilde index`: gives large corpora partitions of their own, and builds the vector indexes that are missing, while
 * Kilde goes on answering. A set that is still being built gets its indexes from `kilde sets build`, when it is full.
 */
export async function indexVectors(config: Config, options: { memory: string }): Promise<number> {
  const most = wholeNumber(options.memory, '--memory', 64);
  if (config.engine.kind === 'embedded')
    throw new KildeError(
      'server-only',
      400,
      'The embedded engine compares vectors one by one and needs no index. For more than some 100,000 passages move to a server: docs/operating.md, “Backup, and moving to servers”.',
    );
  return withWorker(config, async (app) => {
    const [partitions, indexes] = [app.get(PartitionsRepository), app.get(VectorIndexesRepository)];
    for (const { id, slug, units } of await indexes.crowded()) {
      progress(`${slug}: ${units} units move to partitions of their own`);
      await partitions.giveOwn(id);
      progress('');
      console.log(`${slug}: has partitions of its own now (${units} units).`);
    }
    const sets = await app.get(EmbeddingSetsRepository).all();
    const full = sets.filter(({ state }) => state !== 'building');
    const ready = await buildIndexes(indexes, full, most);
    console.log(`${ready} vector indexes are ready. Smaller partitions are searched exactly, without one.`);
    return 0;
  });
}
