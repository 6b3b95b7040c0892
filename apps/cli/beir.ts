import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { KildeError } from '#platform';

/** A judged test set in the layout of BEIR (Thakur et al. 2021). */
export interface TestSet {
  name: string;
  documents: { id: string; title: string; text: string }[];
  queries: { id: string; text: string }[];
  /** query id -> document id -> grade (> 0 is relevant) */
  judgements: Map<string, Map<string, number>>;
}

/** Reads `corpus.jsonl`, `queries.jsonl` and `qrels.tsv` (or `qrels/test.tsv`). Throws KildeError `bad-test-set` that names the file and line. */
export async function readTestSet(folder: string): Promise<TestSet> {
  const documents = await readLines(join(folder, 'corpus.jsonl'));
  const queries = await readLines(join(folder, 'queries.jsonl'));
  const qrels = [join(folder, 'qrels.tsv'), join(folder, 'qrels/test.tsv')].find((file) => existsSync(file));
  if (!qrels) throw new KildeError('bad-test-set', 400, `There is no qrels.tsv in ${folder}.`);
  const judgements = new Map<string, Map<string, number>>();
  for (const line of readFileSync(qrels, 'utf8').split('\n')) {
    const [query, document, grade] = line.trim().split('\t');
    if (!query || !document || Number.isNaN(Number(grade))) continue; // the header, if there is one
    if (!judgements.has(query)) judgements.set(query, new Map());
    judgements.get(query)!.set(document, Number(grade));
  }
  return {
    name: basename(folder),
    documents: documents.map(({ _id, title, text }) => ({
      id: String(_id),
      title: String(title ?? ''),
      text: String(text),
    })),
    queries: queries
      .filter(({ _id }) => judgements.has(String(_id)))
      .map(({ _id, text }) => ({ id: String(_id), text: String(text) })),
    judgements,
  };
}

async function readLines(file: string): Promise<Record<string, unknown>[]> {
  if (!existsSync(file))
    throw new KildeError(
      'bad-test-set',
      400,
      `There is no file ${file}. A test set has corpus.jsonl, queries.jsonl and qrels.tsv.`,
    );
  const rows: Record<string, unknown>[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() === '') continue;
    try {
      rows.push(JSON.parse(line) as Record<string, unknown>);
    } catch {
      throw new KildeError('bad-test-set', 400, `Line ${rows.length + 1} of ${file} is not JSON.`);
    }
  }
  return rows;
}

export interface Metrics {
  'nDCG@10': number;
  'recall@10': number;
  'recall@100': number;
}

/** Means over queries. nDCG: Järvelin & Kekäläinen 2002, gain = grade, discount log2(rank + 1), as trec_eval and BEIR do. */
export function metrics(set: TestSet, results: Map<string, string[]>): Metrics {
  const perQuery = set.queries.map(({ id }) => {
    const grades = set.judgements.get(id)!;
    const ranking = results.get(id) ?? [];
    const relevant = [...grades.values()].filter((grade) => grade > 0).length;
    const found = (depth: number) =>
      ranking.slice(0, depth).filter((document) => (grades.get(document) ?? 0) > 0).length / (relevant || 1);
    const ideal = dcg([...grades.values()].sort((a, b) => b - a).slice(0, 10));
    return {
      ndcg: dcg(ranking.slice(0, 10).map((document) => grades.get(document) ?? 0)) / (ideal || 1),
      at10: found(10),
      at100: found(100),
    };
  });
  const mean = (pick: (row: (typeof perQuery)[number]) => number) =>
    perQuery.reduce((sum, row) => sum + pick(row), 0) / (perQuery.length || 1);
  return {
    'nDCG@10': mean((row) => row.ndcg),
    'recall@10': mean((row) => row.at10),
    'recall@100': mean((row) => row.at100),
  };
}

function dcg(gains: number[]): number {
  return gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}
