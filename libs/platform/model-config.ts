import { z } from 'zod';
import { KildeError } from './errors.js';

/** An ONNX model in a folder, or by its name on the Hugging Face hub (kept in `cacheDir` once fetched). */
export interface OnnxModel {
  model: string;
  /** The precision of its file: `fp32` is onnx/model.onnx, `q8` onnx/model_quantized.onnx, and so on. */
  dtype: 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'bnb4' | 'q4f16';
  cacheDir: string;
}

/** A model behind HTTP. `url` is what stands before `/embeddings` or `/rerank`; the key is sent and never shown. */
export interface HttpModel {
  url: string;
  key?: string | undefined;
}

/** What is put before a text because the model was trained with it, such as `query: ` and `passage: `. */
export interface Prefixes {
  query: string;
  passage: string;
}

export type EmbedderConfig =
  | { kind: 'static' }
  | ({
      kind: 'transformers';
      pooling: 'mean' | 'cls' | 'last';
      /** Keeps only the first so many numbers of a vector. */
      dimensions?: number | undefined;
      prefixes: Prefixes;
    } & OnnxModel)
  | ({
      kind: 'openai';
      model: string;
      /** Asks the service for vectors of this length, and takes no others. */
      dimensions?: number | undefined;
      prefixes: Prefixes;
    } & HttpModel);

/** `tei`: text-embeddings-inference; `cohere`: Cohere, vLLM and others with its request. */
export type RerankerConfig = { kind: 'none' } | ({ depth: number; timeoutMs: number } & RerankingModel);
export type RerankingModel =
  | ({ kind: 'transformers' } & OnnxModel)
  | ({ kind: 'tei' } & HttpModel)
  | ({ kind: 'cohere'; model: string } & HttpModel);

/** w and v of the score for questions and for keywords; what is absent is as shipped for the embedder. */
export interface WeightsConfig {
  question: { vector?: number | undefined; window?: number | undefined };
  keywords: { vector?: number | undefined; window?: number | undefined };
}

const dtype = z.enum(['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'bnb4', 'q4f16']).default('fp32');
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const weight = z.coerce.number().min(0).max(10).optional();

/** The embedder in use, and one whose vectors are made beside those of the first. */
type EmbedderPrefix = 'KILDE_' | 'KILDE_NEXT_';

const EMBEDDER = {
  EMBEDDER: z.enum(['static', 'transformers', 'openai']).optional(),
  EMBEDDER_MODEL: z.string().optional(),
  EMBEDDER_URL: url.optional(),
  EMBEDDER_KEY: z.string().optional(),
  EMBEDDER_DIMENSIONS: z.coerce.number().int().min(1).max(16_000).optional(),
  EMBEDDER_QUERY_PREFIX: z.string().default(''),
  EMBEDDER_PASSAGE_PREFIX: z.string().default(''),
  EMBEDDER_POOLING: z.enum(['mean', 'cls', 'last']).default('mean'),
  EMBEDDER_DTYPE: dtype,
};

function prefixed<P extends EmbedderPrefix>(prefix: P) {
  return Object.fromEntries(Object.entries(EMBEDDER).map(([name, type]) => [prefix + name, type])) as {
    [N in keyof typeof EMBEDDER as `${P}${N}`]: (typeof EMBEDDER)[N];
  };
}

export const ModelVariables = z.object({
  ...prefixed('KILDE_'),
  ...prefixed('KILDE_NEXT_'),
  KILDE_RERANKER: z.enum(['none', 'transformers', 'tei', 'cohere']).default('none'),
  KILDE_RERANKER_MODEL: z.string().optional(),
  KILDE_RERANKER_URL: url.optional(),
  KILDE_RERANKER_KEY: z.string().optional(),
  KILDE_RERANKER_DTYPE: dtype,
  KILDE_RERANKER_DEPTH: z.coerce.number().int().min(2).max(100).default(30),
  KILDE_RERANKER_TIMEOUT_MS: z.coerce.number().int().min(10).max(60_000).default(2000),
  KILDE_QUESTION_VECTOR_WEIGHT: weight,
  KILDE_QUESTION_WINDOW_WEIGHT: weight,
  KILDE_KEYWORDS_VECTOR_WEIGHT: weight,
  KILDE_KEYWORDS_WINDOW_WEIGHT: weight,
});
type Variables = z.output<typeof ModelVariables>;

/** The embedder that the variables with a prefix describe, or null. */
export function embedderOf(env: Variables, prefix: EmbedderPrefix, cacheDir: string): EmbedderConfig | null {
  const kind = env[`${prefix}EMBEDDER`];
  if (!kind) return null;
  if (kind === 'static') return { kind };
  const setting = `${prefix}EMBEDDER=${kind}`;
  const shared = {
    model: needed(env, `${prefix}EMBEDDER_MODEL`, setting),
    dimensions: env[`${prefix}EMBEDDER_DIMENSIONS`],
    prefixes: {
      query: env[`${prefix}EMBEDDER_QUERY_PREFIX`],
      passage: env[`${prefix}EMBEDDER_PASSAGE_PREFIX`],
    },
  };
  if (kind === 'transformers')
    return {
      ...{ kind, ...shared, cacheDir },
      ...{ pooling: env[`${prefix}EMBEDDER_POOLING`], dtype: env[`${prefix}EMBEDDER_DTYPE`] },
    };
  return {
    ...{ kind, ...shared, key: env[`${prefix}EMBEDDER_KEY`] },
    url: needed(env, `${prefix}EMBEDDER_URL`, setting),
  };
}

export function rerankerOf(env: Variables, cacheDir: string): RerankerConfig {
  const kind = env.KILDE_RERANKER;
  if (kind === 'none') return { kind };
  const setting = `KILDE_RERANKER=${kind}`;
  const bounds = { depth: env.KILDE_RERANKER_DEPTH, timeoutMs: env.KILDE_RERANKER_TIMEOUT_MS };
  const model = () => needed(env, 'KILDE_RERANKER_MODEL', setting);
  if (kind === 'transformers')
    return { kind, ...bounds, model: model(), dtype: env.KILDE_RERANKER_DTYPE, cacheDir };
  const service = { url: needed(env, 'KILDE_RERANKER_URL', setting), key: env.KILDE_RERANKER_KEY };
  return kind === 'tei' ? { kind, ...bounds, ...service } : { kind, ...bounds, ...service, model: model() };
}

export function weightsOf(env: Variables): WeightsConfig {
  return {
    question: { vector: env.KILDE_QUESTION_VECTOR_WEIGHT, window: env.KILDE_QUESTION_WINDOW_WEIGHT },
    keywords: { vector: env.KILDE_KEYWORDS_VECTOR_WEIGHT, window: env.KILDE_KEYWORDS_WINDOW_WEIGHT },
  };
}

function needed<K extends keyof Variables>(
  env: Variables,
  name: K,
  because: string,
): NonNullable<Variables[K]> {
  const value = env[name];
  if (value !== undefined) return value as NonNullable<Variables[K]>;
  throw new KildeError('bad-configuration', 500, `${because} needs ${name}, which is not set.`);
}
