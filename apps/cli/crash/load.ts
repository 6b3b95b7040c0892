import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { KildeError } from '#platform';
import type { Ingestion } from '../../api/contract/index.js';
import { madeText } from '../bench/made-text.js';
import type { Client } from '../client.js';

/** A text to be sent, and the document that it is a version of. */
export interface Text {
  key: string;
  text: string;
}

const AT_ONCE = 4;
const AGAIN_MS = 300;
export const CORPUS = 'crash-test';

/** So many documents, and a changed text for the first of them, each a while after its first one. */
export function makeTexts(seed: number, documents: number, changed: number): Text[] {
  const { document } = madeText(seed);
  const first = Array.from({ length: documents }, (_, at) => document(at)!); // made text has no end
  const second = first.slice(0, changed).map(({ key, text }, at) => ({
    key,
    text: `${text}\n\n## Tilføjelse ${at}\n\nAfsnittet er tilføjet senere.\n`,
  }));
  // The changes come in among the second half.
  const half = Math.floor(documents / 2);
  const rest = first.slice(half);
  const mixed = rest.flatMap((text, at) => [
    text,
    ...second.slice(Math.floor((at * changed) / rest.length), Math.floor(((at + 1) * changed) / rest.length)),
  ]);
  return [...first.slice(0, half), ...mixed].map(({ key, text }) => ({ key, text }));
}

/** What must be stored in the end: the digests of each document's texts, in their order. */
export function expected(texts: Text[]): Map<string, string[]> {
  const digests = new Map<string, string[]>();
  for (const { key, text } of texts)
    digests.set(key, [...(digests.get(key) ?? []), createHash('sha256').update(text).digest('hex')]);
  return digests;
}

/**
 * Sends all texts, a few at a time, to one server after the other, each until one has taken it: who is not sure
 * sends again. Texts of one document go one after the other.
 * @param turn is awaited before each, and slows the load down
 */
export async function sendAll(
  clients: Client[],
  texts: Text[],
  turn: (sent: number) => Promise<void>,
): Promise<void> {
  const batch = randomUUID();
  let next = 0;
  const lane = async () => {
    while (next < texts.length) {
      const at = next++;
      await turn(at);
      await surely(clients, at, (client) => send(client, texts[at]!, batch));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function send(client: Client, { key, text }: Text, batch: string): Promise<Ingestion> {
  const file = { name: `${key}.md`, bytes: new Blob([text]) };
  return client.upload<Ingestion>('/documents', { corpus: CORPUS, key, batch }, file);
}

/** Asks one server after the other until one answers. */
export async function surely<T>(
  clients: Client[],
  from: number,
  ask: (client: Client) => Promise<T>,
): Promise<T> {
  for (let at = from; ; at++) {
    try {
      return await ask(clients[at % clients.length]!);
    } catch (error) {
      if (!(error instanceof KildeError) || error.status !== 503) throw error;
      await sleep(AGAIN_MS);
    }
  }
}
