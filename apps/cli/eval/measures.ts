/** Queries with the documents that settle them. */
export interface Questions {
  name: string;
  queries: { id: string; text: string }[];
  /** query id -> document id -> grade (> 0 is relevant) */
  judgements: Map<string, Map<string, number>>;
}

export const MEASURES = ['nDCG@10', 'recall@10', 'recall@100'] as const;
export type Measure = (typeof MEASURES)[number];
export type Measures = Record<Measure, number>;

/**
 * How well a ranking serves one query. nDCG: Järvelin & Kekäläinen 2002, gain = grade, discount log2(rank + 1), as
 * trec_eval and BEIR do. Recall is the share of all relevant documents, 0..1.
 */
export function measure(grades: Map<string, number>, ranking: string[]): Measures {
  const ideal = dcg([...grades.values()].sort((a, b) => b - a).slice(0, 10));
  return {
    'nDCG@10': dcg(ranking.slice(0, 10).map((document) => grades.get(document) ?? 0)) / (ideal || 1),
    'recall@10': recall(grades, ranking.slice(0, 10)),
    'recall@100': recall(grades, ranking.slice(0, 100)),
  };
}

/** The share of the relevant documents that are among these. */
export function recall(grades: Map<string, number>, documents: string[]): number {
  const relevant = [...grades.values()].filter((grade) => grade > 0).length;
  return documents.filter((document) => (grades.get(document) ?? 0) > 0).length / (relevant || 1);
}

/** The rank of the first relevant document, from 1; null when there is none. */
export function firstRelevant(grades: Map<string, number>, ranking: string[]): number | null {
  const at = ranking.findIndex((document) => (grades.get(document) ?? 0) > 0);
  return at < 0 ? null : at + 1;
}

/** The mean of each measure. */
export function meanOf(rows: Measures[]): Measures {
  const [ndcg, at10, at100] = MEASURES.map((name) => mean(rows.map((row) => row[name])));
  return { 'nDCG@10': ndcg!, 'recall@10': at10!, 'recall@100': at100! };
}

/** 0 for no values. */
export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
}

function dcg(gains: number[]): number {
  return gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}
