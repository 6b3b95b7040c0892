import type { Config } from '#platform';

const HERE = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Does a question leave this machine, for a chat model, an embedder or a reranker? */
export function leavesMachine({
  chat,
  embedder,
  nextEmbedder,
  reranker,
}: Pick<Config, 'chat' | 'embedder' | 'nextEmbedder' | 'reranker'>): boolean {
  return [chat, embedder, nextEmbedder, reranker].some(
    (model) => model && 'url' in model && !HERE.test(new URL(model.url).hostname),
  );
}
