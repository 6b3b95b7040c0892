import { availableParallelism, cpus, loadavg } from 'node:os';
import { openFloors, type FloorGauge } from '#corpus';
import { KildeError, type Config } from '#platform';
import { madeText } from '../bench/made-text.js';
import {
  answerLatency,
  bareRequests,
  Feed,
  ingestUpTo,
  searchLatency,
  whileIngesting,
  type SearchCost,
} from '../bench/measure.js';
import { memoryOf } from '../bench/memory.js';
import {
  printFoot,
  printHead,
  printRounds,
  printSize,
  sizeReport,
  type BenchReport,
  type SizeReport,
} from '../bench/report.js';
import { realText, runningText, type BenchText } from '../bench/text.js';
import type { Client } from '../client.js';
import type { Kilde } from '../launch.js';
import { progress } from '../progress.js';
import { withThrowAwayKilde } from '../throw-away.js';
import { wholeNumber } from '../whole-number.js';

export interface BenchOptions {
  sizes: string;
  queries: string;
  rounds: string;
  seed: string;
  corpus?: string[];
  texts?: string[];
  json?: boolean;
}

const CORPUS = 'bench';

/**
 * `kilde bench`: ingestion, search and answers of the embedded engine at several sizes, through HTTP and the worker, with
 * what the engine can do at best beside it, in a throw-away data folder.
 */
export async function bench(config: Config, options: BenchOptions): Promise<number> {
  const sizes = options.sizes
    .split(',')
    .map((size) => (size === 'all' ? Infinity : wholeNumber(size, '--sizes', 1)));
  sizes.sort((a, b) => a - b);
  const seed = wholeNumber(options.seed, '--seed', 0);
  if (sizes.includes(Infinity) && !options.corpus && !options.texts)
    throw new KildeError('bad-option', 400, '--sizes all needs --corpus or --texts: made text has no end.');
  const text = options.texts
    ? await runningText(options.texts, sizes.at(-1)!)
    : options.corpus
      ? await realText(options.corpus)
      : madeText(seed);
  const rounds = wholeNumber(options.rounds, '--rounds', 1);
  const queries = text.queries(wholeNumber(options.queries, '--queries', 1));
  if (queries.length === 0) throw new KildeError('bad-option', 400, 'There are no queries to measure with.');

  const head = {
    machine: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model ?? 'unknown',
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      loadBefore: loadavg()[0]!,
    },
    text: text.name,
    queries: queries.length,
    rounds,
  };
  if (!options.json) printHead(head);
  const reports = await measured(config, async (kilde, client, floors) => {
    const done: SizeReport[] = [];
    const tell = (passages: number, { rounds }: SearchCost) => {
      progress('');
      if (!options.json) printRounds(passages, rounds);
    };
    const work = { kilde, client, floors, text, sizes, queries, rounds, tell };
    for await (const report of measureSizes(work)) {
      done.push(report);
      progress('');
      if (!options.json) printSize(report);
    }
    return done;
  });
  if (options.json) console.log(JSON.stringify({ ...head, sizes: reports } satisfies BenchReport));
  else printFoot();
  return reports.some((report) => report.ingestion.failed > 0) ? 1 : 0;
}

interface Bench {
  kilde: Kilde;
  client: Client;
  floors: FloorGauge;
  text: BenchText;
  sizes: number[];
  queries: string[];
  rounds: number;
  /** Hears of the idle search as soon as it is measured. */
  tell: (passages: number, idle: SearchCost) => void;
}

/** Grows one corpus from size to size and measures at each. */
async function* measureSizes({
  kilde,
  client,
  floors,
  text,
  sizes,
  queries,
  rounds,
  tell,
}: Bench): AsyncGenerator<SizeReport> {
  await client.post('/corpora', {
    slug: CORPUS,
    title: 'Benchmark',
    language: 'da',
    access: 'public',
    fields: [
      { name: 'caseNumber', type: 'keyword' },
      { name: 'topics', type: 'keyword', facet: true },
    ],
  });
  const feed = new Feed(client, CORPUS, text);
  await feed.ingest(1); // so that the worker has loaded what it works with
  const atStart = memoryOf(kilde.pids());
  for (const size of sizes) {
    const note = (stage: string) => (now: string) => progress(`${size} passages: ${stage}, ${now}`);
    const ingestion = await ingestUpTo(feed, floors, size, note('ingestion'));
    const passages = await floors.passages();
    progress(`${size} passages: floors`);
    const floor = {
      ...(await floors.statements()),
      ...(await floors.vectorQuery()),
      request: await bareRequests(client),
    };
    const idle = await searchLatency(client, CORPUS, { queries, rounds }, note('search, idle'));
    tell(passages, idle);
    const answer = await answerLatency(client, CORPUS, { queries, rounds }, note('answers, idle'));
    const { measured: busy, documents } = await whileIngesting(feed, () =>
      searchLatency(client, CORPUS, { queries, rounds }, note('search while ingesting')),
    );
    const memory = memoryOf(kilde.pids());
    const costs = { ingestion, floor, idle, answer, busy, meanwhile: documents };
    yield sizeReport({ size, passages, ...costs, memory, atStart });
  }
}

async function measured<T>(
  config: Config,
  run: (kilde: Kilde, client: Client, floors: FloorGauge) => Promise<T>,
): Promise<T> {
  return withThrowAwayKilde(config, async (kilde, client) => {
    const floors = await openFloors(kilde.connection);
    try {
      return await run(kilde, client, floors);
    } finally {
      await floors.close();
    }
  });
}
