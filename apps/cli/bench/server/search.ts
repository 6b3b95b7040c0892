import type { INestApplicationContext } from '@nestjs/common';
import { KEPT, NearestRepository, openPeers, type EmbeddingSet, type Peers, type Scope } from '#corpus';
import { today } from '#platform';
import { weights } from '#retrieval';
import type { SearchResponse } from '../../../api/contract/index.js';
import type { Client } from '../../client.js';
import { percentile } from '../measure.js';

/** A query with its vector by the configured embedder. */
export interface Asked {
  text: string;
  vector: Float32Array;
}

/** The corpus that is searched, and where. */
export interface Place {
  app: INestApplicationContext;
  url: string;
  corpus: { id: string; slug: string };
  set: EmbeddingSet;
}

export interface Load {
  system: string;
  clients: number;
  p50Ms: number;
  p95Ms: number;
  perSecond: number;
}

export interface Recall {
  /** The share of documents that the filter keeps. */
  kept: string;
  /** Of the exact ten nearest, the share among the lane's first ten. */
  recall: number;
  p50Ms: number;
  p95Ms: number;
}

export interface Measured {
  loads: Load[];
  /** Milliseconds of a search by one client, on average, by stage; a stage `a.b` is part of stage `a`. */
  stages: [stage: string, ms: number][];
  recalls: Recall[];
}

const CLIENTS = [1, 8];
/** Of what takes seconds, so many queries are asked, once. */
const SLOW_QUERIES = 16;
const RECALL_QUERIES = 50;

/**
 * Searches one corpus in every way.
 * @param note hears what is being done, and `tell` each load with ours of as many clients: it may take minutes to the next
 */
export async function measureSearch(
  client: Client,
  place: Place,
  queries: Asked[],
  rounds: number,
  note: (what: string) => void,
  tell: (load: Load, ours: Load) => void,
): Promise<Measured> {
  note('text search vectors for the comparison');
  const peers = await openPeers(place.url, place.corpus.id, place.set, Math.max(...CLIENTS));
  const stages = new Map<string, number[]>();
  const systems: [string, boolean, (query: Asked) => Promise<unknown>][] = [
    ['Kilde, hybrid', false, throughKilde(client, place.corpus.slug, stages)],
    ['bare HNSW query', false, ({ vector }) => peers.hnsw(vector)],
    ['HNSW with texts', false, ({ vector }) => peers.similar(vector)],
    ['ts_rank_cd + HNSW', true, ({ text, vector }) => peers.hybrid(text, vector)],
  ];
  const loads: Load[] = [];
  let means: Measured['stages'] = [];
  for (const [system, slow, ask] of systems) {
    for (const [at, clients] of CLIENTS.entries()) {
      note(`${system}, ${clients} clients`);
      const asked = slow ? queries.slice(0, SLOW_QUERIES) : queries;
      loads.push({ system, ...(await underLoad(asked, clients, slow ? 1 : rounds, ask)) });
      tell(loads.at(-1)!, loads[at]!);
      if (loads.length === 1) means = [...stages].map(([stage, ms]) => [stage, mean(ms)]);
    }
  }
  const recalls: Recall[] = [];
  for (const kept of [null, ...(Object.keys(KEPT) as (keyof typeof KEPT)[])]) {
    note(`recall, ${kept ?? 'no filter'}`);
    recalls.push(await recallOf(peers, place, queries.slice(0, RECALL_QUERIES), kept));
  }
  await peers.close();
  return { loads, stages: means, recalls };
}

/** Sends every query once a round, by so many clients at a time; medians of the rounds after one to warm up. */
async function underLoad(
  queries: Asked[],
  clients: number,
  rounds: number,
  ask: (query: Asked) => Promise<unknown>,
): Promise<Omit<Load, 'system'>> {
  const measured: Omit<Load, 'system'>[] = [];
  for (let round = 0; round <= rounds; round++) {
    const spent: number[] = [];
    const waiting = [...queries];
    const work = async () => {
      for (let query = waiting.pop(); query; query = waiting.pop()) {
        const start = performance.now();
        await ask(query);
        spent.push(performance.now() - start);
      }
    };
    const start = performance.now();
    await Promise.all(Array.from({ length: clients }, work));
    const perSecond = (1000 * queries.length) / (performance.now() - start);
    if (round > 0)
      measured.push({ clients, p50Ms: percentile(spent, 0.5), p95Ms: percentile(spent, 0.95), perSecond });
  }
  const median = (of: (load: Omit<Load, 'system'>) => number) => percentile(measured.map(of), 0.5);
  return {
    clients,
    p50Ms: median(({ p50Ms }) => p50Ms),
    p95Ms: median(({ p95Ms }) => p95Ms),
    perSecond: median(({ perSecond }) => perSecond),
  };
}

/** The whole search through HTTP; notes where the server says that the time went. */
function throughKilde(client: Client, corpus: string, stages: Map<string, number[]>) {
  return async ({ text }: Asked): Promise<void> => {
    const asked = { query: text, corpora: [corpus], facets: false };
    const { stages: own } = await client.postTimed<SearchResponse>('/search', asked);
    for (const [stage, ms] of own) {
      const known = stages.get(stage);
      if (known) known.push(ms);
      else stages.set(stage, [ms]);
    }
  };
}

async function recallOf(
  peers: Peers,
  { app, corpus, set }: Place,
  queries: Asked[],
  kept: keyof typeof KEPT | null,
): Promise<Recall> {
  const scope: Scope = {
    asker: { principal: null, anonymous: true },
    corpora: [{ ...corpus, language: 'da' }],
    asOf: today(),
    filters: kept ? [{ field: 'kept', type: 'keyword', anyOf: [kept] }] : [],
    ...{ required: [], excluded: [] },
  };
  const lane = app.get(NearestRepository);
  let [found, wanted] = [0, 0];
  const spent: number[] = [];
  for (const { vector } of queries) {
    const exact = await peers.exact(vector, kept);
    const start = performance.now();
    const near = await lane.nearest(scope, { setId: set.id, vector }, weights.candidates.vector);
    spent.push(performance.now() - start);
    const first = near.slice(0, exact.length).map(({ unitId }) => unitId);
    wanted += exact.length;
    found += exact.filter((id) => first.includes(id)).length;
  }
  const [p50Ms, p95Ms] = [percentile(spent, 0.5), percentile(spent, 0.95)];
  return { kept: kept ?? 'all', recall: found / wanted, p50Ms, p95Ms };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
