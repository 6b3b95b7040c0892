import type { FloorGauge } from '#corpus';
import { KildeError } from '#platform';
import type { Ingestion, SearchResponse } from '../../api/contract/index.js';
import type { Client } from '../client.js';
import { ingestAll, type IngestOutcome, type Sending } from '../ingest-files.js';
import type { BenchText } from './text.js';

export const STAGES = ['parse', 'chunk', 'embed', 'store'] as const;

/** What some ingestions took: sums over all documents. */
export interface IngestionCost {
  documents: number;
  passages: number;
  failed: number;
  /** From the first upload to the last one indexed, on the clock. */
  wallMs: number;
  /** By the worker's own clock, by stage. */
  stageMs: Record<(typeof STAGES)[number], number>;
}

/** Latency of one round of `POST /search`, in milliseconds. */
export interface Latency {
  p50Ms: number;
  p95Ms: number;
}

/** Medians over the rounds, with each round, and where the server says that the time went. */
export interface SearchCost extends Latency {
  rounds: Latency[];
  /** Milliseconds a query on average, by stage; a stage `a.b` is part of stage `a`. */
  stageMs: Map<string, number>;
}

/** What extractive answers take, as their reader sees them come; medians over the rounds, of what was not refused. */
export interface AnswerCost {
  firstSentence: Latency;
  whole: Latency;
  /** The share of the questions that was answered. */
  answered: number;
}

/** The documents of a text on their way into a corpus, in order, each once. */
export class Feed {
  private next = 0;

  constructor(
    private readonly client: Client,
    private readonly corpus: string,
    private readonly text: BenchText,
  ) {}

  /** Sends so many documents, fewer when the text has no more, and waits until all are indexed. */
  async ingest(count: number, progress?: (done: number) => void): Promise<IngestOutcome[]> {
    const sendings: Sending[] = [];
    while (sendings.length < count) {
      const document = this.text.document(this.next);
      if (!document) break;
      this.next++;
      const { key, fileName, text, metadata } = document;
      sendings.push({
        ...{ name: key, key },
        send: () =>
          this.client.upload<Ingestion>(
            '/documents',
            { corpus: this.corpus, key, metadata: JSON.stringify(metadata) },
            { name: fileName, bytes: new Blob([text]) },
          ),
      });
    }
    return ingestAll(this.client, sendings, progress);
  }
}

const FIRST_BATCH = 40;

/**
 * Ingests until at least so many passages are stored; with Infinity, until the text ends.
 * @throws KildeError `text-too-short` when the text ends before
 */
export async function ingestUpTo(
  feed: Feed,
  floors: FloorGauge,
  passages: number,
  note: (text: string) => void,
): Promise<IngestionCost> {
  const before = await floors.passages();
  const outcomes: IngestOutcome[] = [];
  let wallMs = 0;
  for (let stored = before; stored < passages;) {
    const each = outcomes.length > 0 ? (stored - before) / outcomes.length : 0;
    const wanted = each > 0 ? Math.ceil((passages - stored) / each) : FIRST_BATCH;
    const start = performance.now();
    const batch = await feed.ingest(wanted, (done) => note(`${outcomes.length + done} documents`));
    wallMs += performance.now() - start;
    if (batch.length === 0 && passages === Infinity) break;
    if (batch.length === 0)
      throw new KildeError(
        'text-too-short',
        400,
        `The text ends at ${stored} passages. Give smaller --sizes.`,
      );
    outcomes.push(...batch);
    stored = await floors.passages();
  }
  return { ...costOf(outcomes), passages: (await floors.passages()) - before, wallMs };
}

function costOf(outcomes: IngestOutcome[]): Pick<IngestionCost, 'documents' | 'failed' | 'stageMs'> {
  const sum = (stage: string) => outcomes.reduce((total, { timings }) => total + (timings[stage] ?? 0), 0);
  return {
    documents: outcomes.length,
    failed: outcomes.filter(({ state }) => state === 'failed').length,
    stageMs: { parse: sum('parse'), chunk: sum('chunk'), embed: sum('embed'), store: sum('store') },
  };
}

const WARM_UP = 30;

/** Sends every query through `POST /search`, one after the other, in several rounds after a warm-up. */
export async function searchLatency(
  client: Client,
  corpus: string,
  { queries, rounds }: { queries: string[]; rounds: number },
  note: (text: string) => void,
): Promise<SearchCost> {
  const search = (query: string) => client.postTimed<SearchResponse>('/search', { query, corpora: [corpus] });
  for (const query of queries.slice(0, WARM_UP)) await search(query);
  const done: Latency[] = [];
  const stageMs = new Map<string, number>();
  while (done.length < rounds) {
    const spent: number[] = [];
    for (const query of queries) {
      const start = performance.now();
      const { stages } = await search(query);
      spent.push(performance.now() - start);
      for (const [stage, ms] of stages)
        stageMs.set(stage, (stageMs.get(stage) ?? 0) + ms / queries.length / rounds);
      note(`round ${done.length + 1}: ${spent.length}/${queries.length} queries`);
    }
    done.push(latencyOf(spent));
  }
  return { ...medianOf(done), rounds: done, stageMs };
}

/** Asks every query through `POST /answers`, one after the other, as a stream of events. */
export async function answerLatency(
  client: Client,
  corpus: string,
  { queries, rounds }: { queries: string[]; rounds: number },
  note: (text: string) => void,
): Promise<AnswerCost> {
  const first: Latency[] = [];
  const whole: Latency[] = [];
  let answered = 0;
  for (let round = 1; round <= rounds; round++) {
    const spent: { first: number; whole: number }[] = [];
    for (const [at, question] of queries.entries()) {
      const start = performance.now();
      let heard: number | undefined;
      const body = { question, corpora: [corpus], composer: 'extractive' };
      for await (const event of client.events('/answers', body))
        if (event === 'sentence') heard ??= performance.now() - start;
      if (heard !== undefined) spent.push({ first: heard, whole: performance.now() - start });
      note(`round ${round}: ${at + 1}/${queries.length} questions`);
    }
    first.push(latencyOf(spent.map((own) => own.first)));
    whole.push(latencyOf(spent.map((own) => own.whole)));
    answered += spent.length / queries.length / rounds;
  }
  return { firstSentence: medianOf(first), whole: medianOf(whole), answered };
}

function latencyOf(spent: number[]): Latency {
  return { p50Ms: percentile(spent, 0.5), p95Ms: percentile(spent, 0.95) };
}

function medianOf(rounds: Latency[]): Latency {
  const median = (pick: (round: Latency) => number) => percentile(rounds.map(pick), 0.5);
  return { p50Ms: median((round) => round.p50Ms), p95Ms: median((round) => round.p95Ms) };
}

/** Documents of each of the loops that keep the worker busy. */
const BACKGROUND_BATCH = 8;

/** Runs a measurement while further documents are ingested without a pause, and says how many there were. */
export async function whileIngesting<T>(
  feed: Feed,
  measure: () => Promise<T>,
): Promise<{ measured: T; documents: number }> {
  let stopped = false;
  let documents = 0;
  // Two loops, so that one has documents in the queue while the other waits for its last.
  const loop = async () => {
    while (!stopped) {
      const outcomes = await feed.ingest(BACKGROUND_BATCH);
      if (outcomes.length === 0) return;
      documents += outcomes.length;
    }
  };
  const loops = Promise.all([loop(), loop()]);
  try {
    return { measured: await Promise.race([measure(), loops.then(never)]), documents };
  } finally {
    stopped = true;
    await loops.catch(() => {}); // already thrown by the race, or less telling than what was
  }
}

/** The loops ended by themselves: the text ran out, which the count of documents shows; the measurement goes on. */
function never(): Promise<never> {
  return new Promise(() => {});
}

/** Milliseconds of a request that asks nothing of the engine. */
export async function bareRequests(client: Client): Promise<number[]> {
  const spent: number[] = [];
  for (let at = -WARM_UP; at < 100; at++) {
    const start = performance.now();
    await client.get('/health/live');
    if (at >= 0) spent.push(performance.now() - start);
  }
  return spent;
}

/** The value that a share (0..1) of the values do not exceed; 0 of none. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
