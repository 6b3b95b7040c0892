import { join } from 'node:path';
import type { Embedder } from '../../embedder.js';
import { readLines, readRecords } from './read-lines.js';

/** Queries of one BEIR folder (with their qrels) against the corpus of the same or, across languages, another one. */
export interface DevSet {
  name: string;
  queries: string;
  corpus: string;
  /** Only the first so many queries. */
  limit?: number;
}

export interface DevScore {
  name: string;
  ndcg10: number;
  recall10: number;
  queries: number;
}

interface Item {
  _id: string;
  title?: string;
  text: string;
}

const DEPTH = 10;
const BATCH = 256;

/** Ranks every document by the cosine of its whole text; nDCG with binary gains (Järvelin & Kekäläinen 2002). */
export async function evaluate(embedder: Embedder, set: DevSet): Promise<DevScore> {
  const ids: string[] = [];
  const texts: string[] = [];
  for await (const { _id, title, text } of readRecords<Item>(join(set.corpus, 'corpus.jsonl'))) {
    ids.push(_id);
    texts.push(title ? `${title}. ${text}` : text);
  }
  const documents = await embedAll(embedder, texts);
  const relevant = await readRelevant(join(set.queries, 'qrels.tsv'));
  let [ndcg, recall, count] = [0, 0, 0];
  for await (const query of readRecords<Item>(join(set.queries, 'queries.jsonl'))) {
    const wanted = relevant.get(query._id);
    if (!wanted) continue;
    if (count >= (set.limit ?? Infinity)) break;
    const [vector] = await embedder.embed([query.text], 'query');
    const ranked = nearest(vector!, documents).map((index) => ids[index]!);
    const gains = ranked.map((id, rank) => (wanted.has(id) ? 1 / Math.log2(rank + 2) : 0));
    const ideal = Array.from({ length: Math.min(DEPTH, wanted.size) }, (_, rank) => 1 / Math.log2(rank + 2));
    ndcg += total(gains) / total(ideal);
    recall += gains.filter((gain) => gain > 0).length / Math.min(DEPTH, wanted.size);
    count++;
  }
  return { name: set.name, ndcg10: ndcg / count, recall10: recall / count, queries: count };
}

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

async function embedAll(embedder: Embedder, texts: string[]): Promise<Float32Array> {
  const dimensions = await embedder.dimensions();
  const all = new Float32Array(texts.length * dimensions);
  for (let start = 0; start < texts.length; start += BATCH) {
    const vectors = await embedder.embed(texts.slice(start, start + BATCH), 'passage');
    vectors.forEach((vector, index) => all.set(vector, (start + index) * dimensions));
  }
  return all;
}

async function readRelevant(path: string): Promise<Map<string, Set<string>>> {
  const relevant = new Map<string, Set<string>>();
  for await (const line of readLines(path)) {
    const [query = '', document = '', grade] = line.split('\t');
    if (!(Number(grade) > 0)) continue;
    relevant.set(query, (relevant.get(query) ?? new Set()).add(document));
  }
  return relevant;
}

/** The indices of the ten nearest documents, nearest first. */
function nearest(query: Float32Array, documents: Float32Array): number[] {
  const dimensions = query.length;
  const scores = Array.from({ length: documents.length / dimensions }, (_, document) => {
    let score = 0;
    const start = document * dimensions;
    for (let d = 0; d < dimensions; d++) score += query[d]! * documents[start + d]!;
    return score;
  });
  const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.slice(0, DEPTH);
}
