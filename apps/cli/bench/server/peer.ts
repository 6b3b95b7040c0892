import type { Embedder } from '#models';

/** What the peer took for the same passages, in milliseconds. */
export interface PeerIngestion {
  /** Embedding and storing, as its `addDocuments` does both. */
  addMs: number;
  indexMs: number;
}

/** As much of LangChain's PGVectorStore as is used here: it is no dependency of ours. */
interface VectorStore {
  addDocuments(documents: { pageContent: string; metadata: object }[]): Promise<unknown>;
  createHnswIndex(options: { dimensions: number }): Promise<void>;
  end(): Promise<void>;
}
interface Peer {
  PGVectorStore: { initialize(embeddings: object, options: object): Promise<VectorStore> };
}

const PEER = '@langchain/community/vectorstores/pgvector';
/** To be told when the peer is not there. */
export const NO_PEER =
  'LangChain’s PGVectorStore is not here to compare with: npm i --no-save --legacy-peer-deps @langchain/community pg';

/** Stores passages and builds an index as LangChain does, with the same embedder; null where it is not installed. */
export async function ingestByPeer(
  url: string,
  passages: { text: string; metadata: object }[],
  embedder: Embedder,
): Promise<PeerIngestion | null> {
  const peer = await (import(PEER) as Promise<Peer>).catch((error: { code?: string }) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  });
  if (!peer) return null;
  const embeddings = {
    embedDocuments: async (texts: string[]) =>
      (await embedder.embed(texts, 'passage')).map((vector) => Array.from(vector)),
    embedQuery: async (text: string) => Array.from((await embedder.embed([text], 'query'))[0]!),
  };
  const store = await peer.PGVectorStore.initialize(embeddings, {
    postgresConnectionOptions: { connectionString: url },
    tableName: 'peer_passages',
  });
  try {
    const start = performance.now();
    await store.addDocuments(passages.map(({ text, metadata }) => ({ pageContent: text, metadata })));
    const added = performance.now();
    await store.createHnswIndex({ dimensions: await embedder.dimensions() });
    return { addMs: added - start, indexMs: performance.now() - added };
  } finally {
    await store.end();
  }
}
