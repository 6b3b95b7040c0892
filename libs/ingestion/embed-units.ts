import type { NewUnit } from '#corpus';
import type { Embedder } from '#models';
import type { BareUnit } from './build-units.js';

const BATCH = 64;

/**
 * Gives every passage its vector: the known one where its digest is unchanged, else a new one. A unit's vector is
 * the normalised sum of its passages' vectors, so that it costs no second pass whatever the embedder.
 * @param progress called with the share of passages done, 0..1
 */
export async function embedUnits(
  units: BareUnit[],
  known: Map<string, Float32Array>,
  embedder: Embedder,
  progress: (share: number) => Promise<void>,
): Promise<NewUnit[]> {
  const vectors = new Map(known);
  const texts = new Map(
    units.flatMap((unit) => unit.passages.map((p) => [p.digest.toString('hex'), p.embedded] as const)),
  );
  const missing = [...texts].filter(([digest]) => !vectors.has(digest));
  for (let from = 0; from < missing.length; from += BATCH) {
    const batch = missing.slice(from, from + BATCH);
    const made = await embedder.embed(
      batch.map(([, text]) => text),
      'passage',
    );
    for (const [at, [digest]] of batch.entries()) vectors.set(digest, made[at]!);
    if (missing.length > BATCH) await progress((from + batch.length) / missing.length);
  }
  return units.map((unit) => {
    const passages = unit.passages.map(({ embedded: _, ...passage }) => ({
      ...passage,
      embedding: vectors.get(passage.digest.toString('hex'))!,
    }));
    return {
      ...unit,
      passages,
      embedding: normalisedSum(
        passages.map((passage) => passage.embedding),
        embedder.dimensions,
      ),
    };
  });
}

function normalisedSum(vectors: Float32Array[], dimensions: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const vector of vectors) for (let at = 0; at < dimensions; at++) sum[at]! += vector[at]!;
  const length = Math.hypot(...sum);
  return length > 0 ? sum.map((value) => value / length) : sum;
}
