import { LANGUAGES, type Config, type Language } from '#platform';
import type { Ingestion, SearchResponse } from '../../api/contract/index.js';
import { metrics, readTestSet, type Metrics, type TestSet } from '../beir.js';
import type { Client } from '../client.js';
import { ingestAll } from '../ingest-files.js';
import { withThrowAwayKilde } from '../throw-away.js';

export interface EvalOptions {
  beir: string[];
  json?: boolean;
  /** Take only the first so many queries of each set. */
  queries?: string;
}

type Row = { set: string } & Metrics & { queries: number };

const DEPTH = 100;

/** `kilde eval`: ingests judged test sets through the real pipeline into a throw-away database and searches them. */
export async function evaluate(config: Config, options: EvalOptions): Promise<number> {
  const sets = await Promise.all(options.beir.map(readTestSet));
  const rows: Row[] = [];
  await withThrowAwayKilde(config, async (_, client) => {
    for (const set of sets) {
      rows.push(await evaluateSet(client, set, Number(options.queries ?? Infinity)));
      if (!options.json) print(rows.at(-1)!, rows.length === 1);
    }
  });
  if (options.json) console.log(JSON.stringify(rows));
  else if (rows.length > 1)
    print({ set: 'mean', ...meanOf(rows), queries: rows.reduce((sum, row) => sum + row.queries, 0) }, false);
  return 0;
}

async function evaluateSet(client: Client, whole: TestSet, most: number): Promise<Row> {
  const set = { ...whole, queries: whole.queries.slice(0, most) };
  const slug = set.name.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  await client.post('/corpora', { slug, title: set.name, language: languageOf(set.name), access: 'public' });
  const note = (text: string) =>
    process.stderr.isTTY && process.stderr.write(`\r\u001b[K${set.name}: ${text}`);
  const files = set.documents.map(({ id, title, text }) => ({
    name: id,
    send: () =>
      client.upload<Ingestion>(
        '/documents',
        { corpus: slug, key: id, metadata: JSON.stringify({ title }) },
        { name: `${id}.txt`, bytes: new Blob([text]) },
      ),
  }));
  const outcomes = await ingestAll(client, files, (done) => note(`${done}/${files.length} documents`));
  const failed = outcomes.filter((outcome) => outcome.state === 'failed');
  if (failed.length > 0)
    console.error(`${set.name}: ${failed.length} documents failed, the first one: ${failed[0]!.reason}`);

  const results = new Map<string, string[]>();
  for (const query of set.queries) {
    const { hits } = await client.post<SearchResponse>('/search', {
      query: query.text.slice(0, 2000),
      corpora: [slug],
      limit: DEPTH,
    });
    results.set(
      query.id,
      hits.map((hit) => hit.document.key),
    );
    note(`${results.size}/${set.queries.length} queries`);
  }
  note('');
  return { set: set.name, ...metrics(set, results), queries: set.queries.length };
}

/** The language in a set's name (`xquad-da`), else English. */
function languageOf(name: string): Language {
  return LANGUAGES.find((language) => name.split(/[^a-z]/).includes(language)) ?? 'en';
}

function meanOf(rows: Row[]): Metrics {
  const mean = (name: keyof Metrics) => rows.reduce((sum, row) => sum + row[name], 0) / rows.length;
  return { 'nDCG@10': mean('nDCG@10'), 'recall@10': mean('recall@10'), 'recall@100': mean('recall@100') };
}

function print({ set, queries, ...values }: Row, first: boolean): void {
  if (first) console.log(['set'.padEnd(20), 'nDCG@10', 'recall@10', 'recall@100', 'queries'].join('  '));
  console.log(
    [
      set.padEnd(20),
      values['nDCG@10'].toFixed(4).padStart(7),
      values['recall@10'].toFixed(4).padStart(9),
      values['recall@100'].toFixed(4).padStart(10),
      String(queries).padStart(7),
    ].join('  '),
  );
}
