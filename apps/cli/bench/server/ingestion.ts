import type { INestApplicationContext } from '@nestjs/common';
import {
  copyFloor,
  CorporaRepository,
  EmbeddingSetsRepository,
  graphMegabytes,
  MissingVectorsRepository,
  openFloors,
  VectorIndexesRepository,
  type Connection,
  type CopyFloor,
  type EmbeddingSet,
} from '#corpus';
import { EMBEDDERS, type Embedders } from '#models';
import type { Client } from '../../client.js';
import { Feed, ingestUpTo, type IngestionCost } from '../measure.js';
import type { BenchText } from '../text.js';
import { ingestByPeer, type PeerIngestion } from './peer.js';

const CORPUS = 'bench';

export interface Ingested extends IngestionCost {
  workers: number;
  vectorIndexMs: number;
}

/** Sends documents until so many passages are stored, and builds the index over their vectors. */
export async function measureIngestion(
  { app, client, connection }: { app: INestApplicationContext; client: Client; connection: Connection },
  text: BenchText,
  passages: number,
  workers: number,
  note: (what: string) => void,
): Promise<Ingested> {
  await client.post('/corpora', { slug: CORPUS, title: 'Benchmark', language: 'da', access: 'public' });
  const floors = await openFloors(connection);
  try {
    const feed = new Feed(client, CORPUS, text);
    // So that every worker has loaded what it works with.
    await feed.ingest(4 * workers);
    const cost = await ingestUpTo(feed, floors, passages, note);
    note('vector index');
    return { ...cost, workers, vectorIndexMs: await buildVectorIndex(app, passages) };
  } finally {
    await floors.close();
  }
}

/** Builds the index over the vectors of so many passages. Returns the milliseconds that it takes. */
export async function buildVectorIndex(app: INestApplicationContext, passages: number): Promise<number> {
  const set = (await app.get(EmbeddingSetsRepository).live())!;
  const start = performance.now();
  await app.get(VectorIndexesRepository).build(indexOf(set), memoryFor(set, passages), () => {});
  return performance.now() - start;
}

/** What storing the same rows takes at least, and what the peer takes for the same passages. */
export async function measureOthers(
  app: INestApplicationContext,
  url: string,
  passages: number,
  note: (what: string) => void,
): Promise<{ floor: CopyFloor; peer: PeerIngestion | null }> {
  const set = (await app.get(EmbeddingSetsRepository).live())!;
  note('floor: COPY of the same rows');
  const floor = await copyFloor({ url }, set, memoryFor(set, passages));
  note('peer');
  const [embedder] = app.get<Embedders>(EMBEDDERS);
  return { floor, peer: await ingestByPeer(url, await storedPassages(app), embedder) };
}

async function storedPassages(app: INestApplicationContext) {
  const missing = app.get(MissingVectorsRepository);
  const found: { text: string; metadata: object }[] = [];
  for (const { id } of await app.get(CorporaRepository).all())
    for (let last: string | null = null; ;) {
      // A set that there is none of lacks everything.
      const next = await missing.after(0, id, last, 500);
      if (next.length === 0) break;
      for (const { title, headings, unitText, start, end } of next)
        found.push({ text: unitText.slice(start, end), metadata: { title, headings } });
      last = next.at(-1)!.unitId;
    }
  return found;
}

function indexOf({ id, dimensions }: EmbeddingSet) {
  const partition = 'passage_vectors_shared';
  const name = `${partition}_hnsw_${id}`;
  return { name, partition, setId: id, dimensions, vectors: 0, state: 'missing' as const };
}

function memoryFor({ dimensions }: EmbeddingSet, vectors: number): number {
  return graphMegabytes({ vectors, dimensions });
}
