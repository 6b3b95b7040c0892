import { graphMegabytes, type EmbeddingSet, type VectorIndexesRepository } from '#corpus';
import { progress } from './progress.js';

/**
 * Builds the vector indexes that sets lack, and says what it does. Returns how many there are then.
 * @param most memory in MB that a build may take
 */
export async function buildIndexes(
  indexes: VectorIndexesRepository,
  sets: EmbeddingSet[],
  most: number,
): Promise<number> {
  const all = await indexes.of(sets);
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
  return all.length;
}
