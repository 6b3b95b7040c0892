import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#platform';
import type { HealthRepository } from '../health.repository.js';
import type { IngestionsRepository } from '../ingestions.repository.js';
import type { IngestionQueue } from './queue.js';

const IDLE_MS = 200;
const BATCH = 32;
/** Ingestions after which the planner's statistics are renewed when next there is nothing to do, or at once after many. */
const FEW = 20;
const MANY = 1000;

/** The embedded engine's queue: reads the due rows themselves, one at a time. Adding is nothing but their being due. */
export class PollingQueue implements IngestionQueue {
  private closing = false;
  private running: Promise<void> = Promise.resolve();
  private sinceAnalysed = 0;

  constructor(
    private readonly ingestions: IngestionsRepository,
    private readonly health: HealthRepository,
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
          if ((await handler(id)) === 'again') continue;
          worked = true;
          this.sinceAnalysed++;
        }
        await this.analyse(worked ? MANY : FEW);
      } catch (error) {
        this.log.error('the ingestion queue stumbled and goes on', { reason: (error as Error).message });
      }
      if (!worked) await sleep(IDLE_MS);
    }
  }

  /** PGlite has no background process that keeps the planner's statistics true. */
  private async analyse(due: number): Promise<void> {
    if (this.sinceAnalysed < due) return;
    this.sinceAnalysed = 0;
    await this.health.analyse();
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.running;
  }
}
