import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#platform';
import type { IngestionsRepository } from '../ingestions.repository.js';
import type { IngestionQueue } from './queue.js';

const IDLE_MS = 200;
const BATCH = 32;

/** The embedded engine's queue: reads the due rows themselves, one at a time. Adding is nothing but their being due. */
export class PollingQueue implements IngestionQueue {
  private closing = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly ingestions: IngestionsRepository,
    private readonly log: Log,
  ) {}

  async add(): Promise<void> {}

  consume(handler: (id: string) => Promise<'done' | 'again'>): void {
    this.running = this.loop(handler);
  }

  private async loop(handler: (id: string) => Promise<'done' | 'again'>): Promise<void> {
    while (!this.closing) {
      let worked = false;
      try {
        for (const id of await this.ingestions.due(BATCH)) {
          if (this.closing) return;
          worked = (await handler(id)) === 'done' || worked;
        }
      } catch (error) {
        this.log.error('the ingestion queue stumbled and goes on', { reason: (error as Error).message });
      }
      if (!worked) await sleep(IDLE_MS);
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.running;
  }
}
