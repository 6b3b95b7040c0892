import { z } from 'zod';
import type { EmbedderConfig } from '#platform';
import { normalised, type Embedder } from '../embedder.js';
import { setName } from '../set-name.js';
import { failure, postJson, type Patience, type Service } from './post-json.js';

const PATH = '/embeddings';
/** text-embeddings-inference takes 32 texts a request unless told otherwise; others take more. */
const BATCH = 32;
/** Somebody waits for a query; a passage may wait for a service that is being restarted. */
const PATIENCE: Record<'query' | 'passage', Patience> = {
  query: { attempts: 1, timeoutMs: 5_000 },
  passage: { attempts: 4, timeoutMs: 60_000 },
};

const Answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })),
});

/** Any service with OpenAI's `POST /v1/embeddings`: vLLM, text-embeddings-inference, Ollama, OpenAI itself … */
export function openAiEmbedder(config: Extract<EmbedderConfig, { kind: 'openai' }>): Embedder {
  const { url, key, model, dimensions, prefixes } = config;
  const service: Service = { url, key, title: 'The embedder', variables: 'KILDE_EMBEDDER' };

  const batch = async (texts: string[], role: 'query' | 'passage'): Promise<Float32Array[]> => {
    const input = texts.map((text) => prefixes[role] + text);
    const body = { model, input, encoding_format: 'float', ...(dimensions && { dimensions }) };
    const { data } = await postJson(service, PATH, body, Answer, PATIENCE[role]);
    const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
    if (data.length !== texts.length || new Set(data.map(({ index }) => index)).size !== texts.length)
      throw failure(service, PATH, `gave ${data.length} vectors for ${texts.length} texts`);
    const length = dimensions ?? vectors[0]!.length;
    const other = vectors.find((vector) => vector.length !== length);
    if (other)
      throw failure(
        service,
        PATH,
        `gave a vector of ${other.length} numbers instead of ${length}: check KILDE_EMBEDDER_DIMENSIONS`,
      );
    return vectors.map(normalised);
  };

  const embed: Embedder['embed'] = async (texts, role) => {
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += BATCH)
      vectors.push(...(await batch(texts.slice(from, from + BATCH), role)));
    return vectors;
  };
  return {
    name: setName('openai', model, { dimensions, prefix: prefixes.passage }),
    dimensions: async () => dimensions ?? (await embed(['Kilde'], 'passage'))[0]!.length,
    embed,
  };
}
