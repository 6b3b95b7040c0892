import type { EmbedderConfig, OnnxModel } from '#platform';
import { normalised, type Embedder } from '../embedder.js';
import type { Reranker } from '../reranker.js';
import { setName } from '../set-name.js';
import { findModel } from './model-place.js';
import { modelThread } from './model-thread.js';

/** An ONNX embedding model that runs here. @throws KildeError `bad-configuration` when its folder is not one */
export async function transformersEmbedder(
  config: Extract<EmbedderConfig, { kind: 'transformers' }>,
): Promise<Embedder> {
  const { dtype, cacheDir, pooling, dimensions, prefixes } = config;
  const place = await findModel(config, 'KILDE_EMBEDDER');
  const run = modelThread(
    { place, dtype, cacheDir, task: { kind: 'embed', pooling } },
    `The embedder ${place.name} (KILDE_EMBEDDER_MODEL)`,
  );
  const embed: Embedder['embed'] = async (texts, role) => {
    const rows = await run({ texts: texts.map((text) => prefixes[role] + text) });
    return rows.map((row) => normalised(row.subarray(0, dimensions)));
  };
  const variant = [dtype, pooling];
  return {
    name: setName('transformers', place.identity, { variant, dimensions, prefix: prefixes.passage }),
    dimensions: async () => (await embed(['Kilde'], 'passage'))[0]!.length,
    embed,
  };
}

/** An ONNX cross-encoder that runs here. @throws KildeError `bad-configuration` when its folder is not one */
export async function transformersReranker(config: OnnxModel): Promise<Reranker> {
  const { dtype, cacheDir } = config;
  const place = await findModel(config, 'KILDE_RERANKER');
  const run = modelThread(
    { place, dtype, cacheDir, task: { kind: 'rerank' } },
    `The reranker ${place.name} (KILDE_RERANKER_MODEL)`,
  );
  return {
    name: `transformers ${place.identity} ${dtype}`,
    async rerank(query, texts, timeoutMs) {
      const rows = await run({ query, texts, deadline: Date.now() + timeoutMs });
      return rows.map(([score]) => score!);
    },
  };
}
