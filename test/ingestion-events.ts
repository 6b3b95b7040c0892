import type { Ingestion } from '../apps/api/contract/index.js';
import { serverEvents, type ServerEvent } from './event-stream.js';

export type Told = Omit<ServerEvent, 'data'> & { data: Ingestion };

/** Listens to the events of ingestions until `enough` says so; then hangs up. */
export async function listen(
  url: string,
  key: string,
  enough: (told: Told[]) => boolean,
  { lastEventId, query = '', seconds = 60 }: { lastEventId?: string; query?: string; seconds?: number } = {},
): Promise<Told[]> {
  const hangUp = new AbortController();
  const response = await fetch(`${url}/api/v1/ingestions/events${query}`, {
    headers: { Authorization: `Bearer ${key}`, ...(lastEventId && { 'Last-Event-ID': lastEventId }) },
    signal: AbortSignal.any([hangUp.signal, AbortSignal.timeout(seconds * 1000)]),
  });
  const told: Told[] = [];
  for await (const event of serverEvents(response)) {
    told.push(event as unknown as Told);
    if (enough(told)) break;
  }
  hangUp.abort();
  return told;
}

/** The keys that were told to be indexed. */
export function indexed(told: Told[]): string[] {
  return told
    .filter(({ event, data }) => event === 'ingestion' && data.state === 'indexed')
    .map(({ data }) => data.key);
}
