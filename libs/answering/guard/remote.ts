import type { Config } from '#platform';

const HERE = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Does a question leave this machine, for a chat model, an embedder or a reranker? */
export function leavesMachine({
  chat,
  embedder,
  reranker,
}: Pick<Config, 'chat' | 'embedder' | 'reranker'>): boolean {
  return [chat, embedder, reranker].some(
    (model) => 'url' in model && !HERE.test(new URL(model.url).hostname),
  );
}
