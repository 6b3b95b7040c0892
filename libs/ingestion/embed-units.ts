import type { EmbeddingSet, NewUnit } from '#corpus';
import { checkedEmbedding, type Embedder } from '#models';
import type { BareUnit } from './build-units.js';

const BATCH = 64;

/**
 * Gives every passage its vector: the known one where its digest is unchanged, else a new one.
 * @throws KildeError when the embedder fails, or gives vectors of another length than the set's
 * @param progress called with the share of passages done, 0..1
 */
export async function embedUnits(
  units: BareUnit[],
  known: Map<string, Float32Array>,
  embedder: Embedder,
  { dimensions }: EmbeddingSet,
  progress: (share: number) => Promise<void>,
): Promise<NewUnit[]> {
  const vectors = new Map(known);
  const texts = new Map(
    units.flatMap((unit) => unit.passages.map((p) => [p.digest.toString('hex'), p.embedded] as const)),
  );
  const missing = [...texts].filter(([digest]) => !vectors.has(digest));
  for (let from = 0; from < missing.length; from += BATCH) {
    const batch = missing.slice(from, from + BATCH);
    const texts = batch.map(([, text]) => text);
    const made = await checkedEmbedding(embedder, texts, 'passage', dimensions);
    for (const [at, [digest]] of batch.entries()) vectors.set(digest, made[at]!);
    if (missing.length > BATCH) await progress((from + batch.length) / missing.length);
  }
  return units.map((unit) => ({
    ...unit,
    passages: unit.passages.map(({ embedded: _, ...passage }) => ({
      ...passage,
      embedding: vectors.get(passage.digest.toString('hex'))!,
    })),
  }));
}
