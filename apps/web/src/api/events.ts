import { ApiError } from './client.js';
import { readEvents } from './event-stream.js';

/** An event that a server sent, its data as it came; or what happened to the connection. */
export type StreamEvent =
  | { kind: 'event'; event: string; data: string }
  /** The connection broke off; it is being tried again. */
  | { kind: 'lost' }
  /** It was tried in vain and is no longer. */
  | { kind: 'given-up' };

/** Pauses between two tries, in milliseconds; the last one is used again. */
const PAUSES = [500, 1000, 2000, 4000];
/** About a minute and a half. */
export const TRIES = 24;

/**
 * Tells the events of a stream. After a break it asks for what came after the last event that it saw (`open` sends it
 * as Last-Event-ID), until the caller stops listening or `tries` tries in a row were in vain.
 * @throws ApiError when the server refuses, or does not answer at all the first time
 */
export async function* follow(
  open: (lastEventId: string | undefined) => Promise<ReadableStream<Uint8Array>>,
  signal: AbortSignal,
  tries: number,
): AsyncGenerator<StreamEvent> {
  let last: string | undefined;
  let opened = false;
  let failed = 0;
  for (;;) {
    try {
      for await (const { id, event, data } of readEvents(await open(last))) {
        [opened, failed] = [true, 0];
        last = id || last;
        if (event) yield { kind: 'event', event, data };
      }
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof ApiError && (!opened || (cause.status >= 400 && cause.status < 500))) throw cause;
      if (!(cause instanceof ApiError || cause instanceof TypeError)) throw cause;
    }
    if (failed === tries) return yield { kind: 'given-up' };
    yield { kind: 'lost' };
    await pause(PAUSES[Math.min(failed++, PAUSES.length - 1)]!, signal);
  }
}

/** Ends early when the browser comes online again. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    const end = (act: () => void) => () => {
      done.abort();
      clearTimeout(timer);
      act();
    };
    const timer = setTimeout(end(resolve), milliseconds);
    window.addEventListener('online', end(resolve), { signal: done.signal });
    signal.addEventListener(
      'abort',
      end(() => reject(signal.reason as Error)),
      { signal: done.signal },
    );
  });
}
