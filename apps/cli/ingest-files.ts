import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { KildeError } from '#platform';
import type { Ingestion } from '../api/contract/index.js';
import type { Client } from './client.js';
import type { FoundFile } from './find-files.js';

export interface IngestOutcome {
  name: string;
  state: 'indexed' | 'skipped' | 'failed';
  reason: string | null;
  warnings: string[];
  timings: Record<string, number>;
}

/** How many uploads may be ahead of the worker: as many as one request asks after. */
const AHEAD = 100;
/** Uploads under way at once: while one waits for the database, another is read. */
const AT_ONCE = 4;
const POLL_MS = 100;

/** Something to send: its name for the report, what tells its document from others, and the sending itself. */
export interface Sending {
  name: string;
  key: string;
  send(): Promise<Ingestion>;
}

/** Sends files to a corpus and waits until each is indexed, skipped or failed. */
export async function ingestFiles(
  client: Client,
  corpus: string,
  files: FoundFile[],
  progress?: (done: number, outcome: IngestOutcome) => void,
): Promise<IngestOutcome[]> {
  const batch = randomUUID();
  const sendings = files.map(({ path, name, metadata: { key, ...metadata } }) => ({
    name,
    // A Markdown file may name its key inside: two of them may be texts of one document.
    key: key ?? (/\.(md|markdown)$/i.test(name) ? 'Markdown' : name),
    send: async () =>
      client.upload<Ingestion>(
        '/documents',
        { corpus, batch, ...(key && { key }), metadata: JSON.stringify(metadata) },
        { name, bytes: await openAsBlob(path) },
      ),
  }));
  return ingestAll(client, sendings, progress);
}

/**
 * Sends several at once, those of one document in their order, and waits for all. A refused upload is a failure with
 * its reason; what would stop them all is thrown.
 */
export async function ingestAll(
  client: Client,
  sendings: Sending[],
  progress: (done: number, outcome: IngestOutcome) => void = () => {},
): Promise<IngestOutcome[]> {
  const outcomes: IngestOutcome[] = [];
  const open: { id: string; name: string }[] = [];
  const settle = (outcome: IngestOutcome) => {
    outcomes.push(outcome);
    progress(outcomes.length, outcome);
  };
  const containers: Ingestion[] = [];
  const settleOldest = async () => {
    for (const ingestion of await firstSettled(client, open)) {
      if (ingestion.reason?.code === 'files-inside') containers.push(ingestion);
      settle(outcomeOf(open.shift()!.name, ingestion));
    }
  };
  const underWay = new Map<string, Promise<void>>();
  const begin = async ({ name, key, send }: Sending) => {
    try {
      open.push({ id: (await send()).id, name });
    } catch (error) {
      if (!(error instanceof KildeError) || FATAL.has(error.code)) throw error;
      settle({ name, state: 'failed', reason: error.message, warnings: [], timings: {} });
    }
    underWay.delete(key); // one that is thrown stays, and is heard of
  };
  for (const sending of sendings) {
    if (open.length + underWay.size >= AHEAD) await settleOldest();
    while (underWay.size === AT_ONCE || underWay.has(sending.key)) await Promise.race(underWay.values());
    const begun = begin(sending);
    begun.catch(() => {});
    underWay.set(sending.key, begun);
  }
  await Promise.all(underWay.values());
  while (open.length > 0) await settleOldest();
  return containers.length > 0 ? [...outcomes, ...(await inside(client, containers))] : outcomes;
}

function outcomeOf(name: string, { state, reason, warnings, timings }: Ingestion): IngestOutcome {
  return { name, state: state as IngestOutcome['state'], reason: reason?.message ?? null, warnings, timings };
}

const PAGE = 100;

/** Waits for the files inside these archives and mails, and for those inside them, and says what became of each. */
async function inside(client: Client, containers: Ingestion[]): Promise<IngestOutcome[]> {
  const [{ corpus }] = containers as [Ingestion];
  const list = (query: string) =>
    client.get<{ items: Ingestion[]; total: number }>(`/ingestions?corpus=${corpus}&${query}`);
  for (const state of ['queued', 'running', 'queued', 'running'])
    while ((await list(`state=${state}&limit=1`)).total > 0) await sleep(POLL_MS);
  const since = containers.map(({ createdAt }) => createdAt).sort()[0]!;
  const found: Ingestion[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const { items, total } = await list(`limit=${PAGE}&offset=${offset}`);
    found.push(...items.filter(({ createdAt }) => createdAt > since));
    if (offset + PAGE >= total || items.at(-1)!.createdAt <= since) break;
  }
  const isInside = (key: string) => containers.some((container) => key.startsWith(`${container.key}/`));
  return found
    .filter(({ key }) => isInside(key))
    .map((ingestion) => outcomeOf(ingestion.key, ingestion))
    .reverse();
}

/** Errors that every further file would meet as well. */
const FATAL = new Set([
  'unknown-corpus',
  'key-needed',
  'bad-key',
  'not-allowed',
  'server-unreachable',
  'disk-full',
]);

/** Waits for the first of these, and gives it with those after it that have ended, too. */
async function firstSettled(client: Client, open: { id: string }[]): Promise<Ingestion[]> {
  const ids = open.map(({ id }) => id);
  for (;;) {
    const { items } = await client.get<{ items: Ingestion[] }>(
      `/ingestions?limit=${AHEAD}&ids=${ids.join(',')}`,
    );
    const found = new Map(items.map((ingestion) => [ingestion.id, ingestion]));
    const ended: Ingestion[] = [];
    for (const id of ids) {
      // One that is gone meanwhile: the server says so.
      const ingestion = found.get(id) ?? (await client.get<Ingestion>(`/ingestions/${id}`));
      if (!isOver(ingestion)) break;
      ended.push(ingestion);
    }
    if (ended.length > 0) return ended;
    await sleep(POLL_MS);
  }
}

function isOver({ state }: Ingestion): boolean {
  return state !== 'queued' && state !== 'running';
}
