import type { Config, EmbedderConfig, RerankerConfig } from '#platform';
import type { Embedder, Embedders } from './embedder.js';
import { httpReranker } from './http/http-reranker.js';
import { openAiEmbedder } from './http/openai-embedder.js';
import { transformersEmbedder, transformersReranker } from './onnx/transformers.js';
import type { Reranker } from './reranker.js';
import { loadStaticEmbedder } from './static/static-embedder.js';

/** The configured embedder. Only the static one is loaded at once; models and services wait until they are needed. */
export async function chooseEmbedder(config: EmbedderConfig): Promise<Embedder> {
  switch (config.kind) {
    case 'static':
      return loadStaticEmbedder();
    case 'transformers':
      return transformersEmbedder(config);
    case 'openai':
      return openAiEmbedder(config);
  }
}

/** The configured embedder and the next one, unless that is the same. */
export async function chooseEmbedders({ embedder, nextEmbedder }: Config): Promise<Embedders> {
  const configured = await chooseEmbedder(embedder);
  const next = nextEmbedder && (await chooseEmbedder(nextEmbedder));
  return next && next.name !== configured.name ? [configured, next] : [configured];
}

/** The configured reranker, or null. */
export async function chooseReranker(config: RerankerConfig): Promise<Reranker | null> {
  switch (config.kind) {
    case 'none':
      return null;
    case 'transformers':
      return transformersReranker(config);
    default:
      return httpReranker(config);
  }
}
