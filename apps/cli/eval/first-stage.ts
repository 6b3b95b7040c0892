import { everything, type Search } from '#retrieval';
import { searchInside } from './inside.js';
import { mean, measure, recall, type Questions } from './measures.js';
import type { Place } from './systems.js';

/** What is lost by scoring only what the lanes bring, instead of everything. Means over the queries of a set. */
export interface FirstStage {
  set: string;
  queries: number;
  /** Of a full scan's best 10 and 200 documents, the share that the lanes bring. */
  'kept@10': number;
  'kept@200': number;
  /** Of the relevant documents, the share among the best 200. */
  'recall@200': number;
  'recall@200 full': number;
  'nDCG@10': number;
  'nDCG@10 full': number;
  lost: number;
}

const DEPTH = 200;

/** Searches twice for each query: by the lanes' candidates, and by a full scan. Without a reranker it compares the lanes. */
export async function firstStage(
  search: Search,
  { name, queries, judgements }: Questions,
  place: Place,
  note: (done: number) => void = () => {},
): Promise<FirstStage> {
  const find = async (text: string, candidates?: typeof everything) =>
    (await searchInside(search, place, text, candidates)).documents.map(({ version }) => place.idOf(version));
  const rows: { lanes: string[]; full: string[]; grades: Map<string, number> }[] = [];
  for (const { id, text } of queries) {
    rows.push({
      lanes: await find(text),
      full: await find(text, everything),
      grades: judgements.get(id)!,
    });
    note(rows.length);
  }
  const of = (value: (row: (typeof rows)[number]) => number) => mean(rows.map(value));
  const ndcg = of(({ grades, lanes }) => measure(grades, lanes)['nDCG@10']);
  const whole = of(({ grades, full }) => measure(grades, full)['nDCG@10']);
  return {
    set: name,
    queries: queries.length,
    'kept@10': of(({ lanes, full }) => kept(lanes, full.slice(0, 10))),
    'kept@200': of(({ lanes, full }) => kept(lanes, full.slice(0, DEPTH))),
    'recall@200': of(({ grades, lanes }) => recall(grades, lanes.slice(0, DEPTH))),
    'recall@200 full': of(({ grades, full }) => recall(grades, full.slice(0, DEPTH))),
    'nDCG@10': ndcg,
    'nDCG@10 full': whole,
    lost: whole - ndcg,
  };
}

function kept(lanes: string[], wanted: string[]): number {
  const found = new Set(lanes);
  return wanted.length === 0 ? 1 : wanted.filter((document) => found.has(document)).length / wanted.length;
}
