import type { EmbeddingSet, NewUnit } from '#corpus';
import { checkedEmbedding, type Embedder } from '#models';
import type { BareUnit } from './build-units.js';

const BATCH = 64;

/**
 * Vectors by digest: the known ones, and new ones for other texts.
 * @throws KildeError when the embedder fails, or gives vectors of another length than the set's
 * @param texts by digest (hex)
 * @param progress called with the share of texts done, 0..1, where they are many
 */
export async function embedTexts(
  texts: Map<string, string>,
  known: Map<string, Float32Array>,
  embedder: Embedder,
  { dimensions }: EmbeddingSet,
  progress: (share: number) => Promise<void> = async () => {},
): Promise<Map<string, Float32Array>> {
  const vectors = new Map(known);
  const missing = [...texts].filter(([digest]) => !vectors.has(digest));
  for (let from = 0; from < missing.length; from += BATCH) {
    const batch = missing.slice(from, from + BATCH);
    const batched = batch.map(([, text]) => text);
    const made = await checkedEmbedding(embedder, batched, 'passage', dimensions);
    for (const [at, [digest]] of batch.entries()) vectors.set(digest, made[at]!);
    if (missing.length > BATCH) await progress((from + batch.length) / missing.length);
  }
  return vectors;
}

/** Gives every passage its vectors. @param bySet by the id of their set and the passage's digest (hex) */
export function withVectors(units: BareUnit[], bySet: Map<number, Map<string, Float32Array>>): NewUnit[] {
  return units.map((unit) => ({
    ...unit,
    passages: unit.passages.map(({ embedded: _, ...passage }) => {
      const digest = passage.digest.toString('hex');
      return {
        ...passage,
        vectors: new Map([...bySet].map(([setId, vectors]) => [setId, vectors.get(digest)!])),
      };
    }),
  }));
}
