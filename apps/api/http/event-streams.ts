import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LOG, type Log } from '#platform';
import { problemOf } from './problem.filter.js';

/** How long work goes on that nobody listens to, so that a client can come back with Last-Event-ID. */
const GRACE_MS = 5_000;
/** How long the events of ended work can be had again. */
const KEPT_MS = 60_000;
/** A comment now and then, so that no proxy takes a silent stream for a dead one. */
export const HEARTBEAT_MS = 15_000;
/** Headers of a stream that no cache and no proxy holds back. */
export const EVENT_STREAM = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};

export interface SentEvent {
  event: string;
  data: unknown;
}

/** The events of one piece of work, from the first, for whoever of the same principal listens. */
interface Stream {
  owner: string | null;
  frames: string[];
  ended: boolean;
  listeners: number;
  changes: EventEmitter;
  abort: AbortController;
  timer?: NodeJS.Timeout;
}

/** Does the client ask for server-sent events? */
export function wantsEvents(request: Request): boolean {
  return request.accepts(['application/json', 'text/event-stream']) === 'text/event-stream';
}

/**
 * Work told as server-sent events (WHATWG HTML, section 9.2). Every event has an id; a client that sends the last one
 * as Last-Event-ID, to the same process, gets what came after it. Work that nobody listens to is aborted.
 */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  private readonly streams = new Map<string, Stream>();

  constructor(@Inject(LOG) private readonly log: Log) {}

  onModuleDestroy(): void {
    for (const { abort, timer } of this.streams.values()) {
      clearTimeout(timer);
      abort.abort();
    }
  }

  /** Goes on with the stream that the client names, if it is its own and still there; else begins the work. */
  async send(
    owner: string | null,
    request: Request,
    response: Response,
    work: (id: string, signal: AbortSignal) => AsyncIterable<SentEvent>,
  ): Promise<void> {
    const [, named, seen] = /^([\w-]+)\.(\d{1,9})$/.exec(request.get('last-event-id') ?? '') ?? [];
    const known = named === undefined ? undefined : this.streams.get(named);
    if (known?.owner === owner) return this.follow(known, Number(seen) + 1, response);
    return this.follow(this.begin(owner, work), 0, response);
  }

  private begin(
    owner: string | null,
    work: (id: string, signal: AbortSignal) => AsyncIterable<SentEvent>,
  ): Stream {
    const id = randomUUID();
    const stream: Stream = {
      ...{ owner, frames: [], ended: false, listeners: 0 },
      changes: new EventEmitter().setMaxListeners(0),
      abort: new AbortController(),
    };
    this.streams.set(id, stream);
    void this.run(id, stream, work(id, stream.abort.signal));
    return stream;
  }

  private async run(id: string, stream: Stream, events: AsyncIterable<SentEvent>): Promise<void> {
    const tell = ({ event, data }: SentEvent) => {
      const place = `${id}.${stream.frames.length}`;
      stream.frames.push(`id: ${place}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      stream.changes.emit('change');
    };
    try {
      for await (const event of events) tell(event);
    } catch (error) {
      if (!stream.abort.signal.aborted) tell({ event: 'error', data: problemOf(error, this.log) });
    }
    stream.ended = true;
    stream.changes.emit('change');
    clearTimeout(stream.timer);
    stream.timer = setTimeout(() => this.streams.delete(id), KEPT_MS).unref();
  }

  /** Sends the events from the `at`th on until the work ends or the client is gone. */
  private async follow(stream: Stream, at: number, response: Response): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    response.set(EVENT_STREAM);
    response.flushHeaders();
    const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
    if (!stream.ended) clearTimeout(stream.timer);
    stream.listeners++;
    while (!gone.signal.aborted) {
      while (at < stream.frames.length) response.write(stream.frames[at++]);
      if (stream.ended) break;
      await once(stream.changes, 'change', { signal: gone.signal }).catch(() => undefined); // gone: the loop ends
    }
    clearInterval(heartbeat);
    response.end();
    if (--stream.listeners > 0 || stream.ended) return;
    stream.timer = setTimeout(() => stream.abort.abort(), GRACE_MS).unref();
  }
}
