import { z } from 'zod';
import type { RerankingModel } from '#platform';
import type { Reranker } from '../reranker.js';
import { failure, postJson, type Service } from './post-json.js';

const PATH = '/rerank';
type Remote = Extract<RerankingModel, { kind: 'tei' | 'cohere' }>;
type Scored = { index: number; score: number }[];

const index = z.int().min(0);
const TeiAnswer = z.array(z.object({ index, score: z.number() }));
const CohereAnswer = z
  .object({ results: z.array(z.object({ index, relevance_score: z.number() })) })
  .transform(({ results }): Scored => results.map(({ index, relevance_score: score }) => ({ index, score })));

/** A service with `POST /rerank`, in the words of text-embeddings-inference or of Cohere (also vLLM). */
export function httpReranker(config: Remote): Reranker {
  const service: Service = { ...config, title: 'The reranker', variables: 'KILDE_RERANKER' };
  const ask = (query: string, texts: string[], timeoutMs: number): Promise<Scored> => {
    const patience = { attempts: 1, timeoutMs };
    return config.kind === 'tei'
      ? postJson(service, PATH, { query, texts, truncate: true }, TeiAnswer, patience)
      : postJson(service, PATH, { model: config.model, query, documents: texts }, CohereAnswer, patience);
  };
  return {
    name: config.kind === 'tei' ? 'tei' : `cohere ${config.model}`,
    async rerank(query, texts, timeoutMs) {
      const scored = await ask(query, texts, timeoutMs);
      const scores = new Map(scored.map(({ index, score }) => [index, score]));
      if (scores.size !== texts.length || scored.some(({ index }) => index >= texts.length))
        throw failure(service, PATH, `did not score each of the ${texts.length} texts`);
      return texts.map((_, at) => scores.get(at)!);
    },
  };
}
