import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import { Access, type Identity } from '#access';
import { IngestionChangesRepository, isMomentBefore, isUnreachable, type Change } from '#corpus';
import { KildeError, LOG, type Log } from '#platform';
import { EVENT_STREAM, HEARTBEAT_MS } from './http/event-streams.js';
import type { KnownRequest } from './http/operation.js';
import { ingestionView } from './views.js';

const POLL_MS = 1000;
const PAGE = 200;
/** Each asks the database twice a second. */
const MOST_STREAMS = 100;
/**
 * Tells how ingestions go on, as server-sent events, from the rows: whichever process works and whichever answers.
 * `reset` says that what was before is not told, so that the list is to be read anew; `ingestion` brings one that has
 * changed, whole, perhaps more than once. The id of an event is a moment to go on from in any process.
 */
@Injectable()
export class IngestionEvents implements OnModuleDestroy {
  private readonly open = new Set<AbortController>();

  constructor(
    private readonly changes: IngestionChangesRepository,
    private readonly access: Access,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Lets the server close: a stream would keep it open for ever. */
  onModuleDestroy(): void {
    for (const stream of this.open) stream.abort();
  }

  /** @throws KildeError `too-many-streams` */
  async stream(request: KnownRequest, response: Response, corpus?: string): Promise<void> {
    if (this.open.size >= MOST_STREAMS)
      throw new KildeError(
        'too-many-streams',
        503,
        'Too many are listening to this server. Ask for the ingestions from time to time instead, or try again later.',
      );
    const now = await this.changes.now();
    const stream = new AbortController();
    this.open.add(stream);
    response.once('close', () => stream.abort());
    response.set(EVENT_STREAM).flushHeaders();
    const last = request.headers['last-event-id'];
    const resumed = typeof last === 'string' && isMomentBefore(last, now);
    const write = writer(response, stream.signal);
    try {
      await write(resumed ? 'retry: 2000\n\n' : `retry: 2000\nid: ${now}\nevent: reset\ndata: {}\n\n`);
      await this.tell(request, resumed ? last : now, corpus, write, stream.signal);
    } catch (error) {
      if (!stream.signal.aborted && !(error instanceof KildeError))
        this.log.error('a stream of events broke off', { reason: (error as Error).message });
    } finally {
      this.open.delete(stream);
      response.end();
    }
  }

  private async tell(
    request: KnownRequest,
    from: string,
    corpus: string | undefined,
    write: (text: string) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    let quiet = 0;
    for (let moment = from; ; await sleep(POLL_MS, undefined, { signal })) {
      try {
        // A key that is revoked meanwhile hears nothing more.
        const who = await this.access.identify(request.headers.authorization);
        const next = await this.changes.now();
        const told = await this.tellOnce(who, { moment, corpus }, next, write);
        moment = next;
        quiet = told ? 0 : quiet + POLL_MS;
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        quiet += POLL_MS;
      }
      if (quiet >= HEARTBEAT_MS) {
        await write(': still here\n\n');
        quiet = 0;
      }
    }
  }

  /** The moment to go on from is told with the last change alone: a stream cut off before tells the others again. */
  private async tellOnce(
    who: Identity,
    since: { moment: string; corpus?: string | undefined },
    next: string,
    write: (text: string) => Promise<void>,
  ): Promise<boolean> {
    let told = false;
    for (let after: Change | undefined; ;) {
      const page = await this.changes.since(who, { ...since, after }, PAGE);
      after = page.at(-1);
      const whole = page.length < PAGE;
      for (const { ingestion } of page) {
        const id = whole && ingestion.id === after?.ingestion.id ? `id: ${next}\n` : '';
        await write(`${id}event: ingestion\ndata: ${JSON.stringify(ingestionView(ingestion))}\n\n`);
        told = true;
      }
      if (whole) return told;
    }
  }
}

/** Waits while the other end is slow. */
function writer(response: Response, signal: AbortSignal): (text: string) => Promise<void> {
  return async (text) => {
    signal.throwIfAborted();
    if (!response.write(text)) await once(response, 'drain', { signal });
  };
}
