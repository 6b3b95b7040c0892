import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#platform';
import type { HealthRepository } from '../health.repository.js';
import type { IngestionsRepository } from '../ingestions.repository.js';
import type { IngestionQueue } from './queue.js';

const IDLE_MS = 200;
/** At once, so that some are read and embedded while others are stored, and several are stored together. */
const AT_ONCE = 4;
/** Few, so that what comes in meanwhile and goes first does not wait long. */
const BATCH = 2 * AT_ONCE;
/** Ingestions after which the planner's statistics are renewed when next there is nothing to do, or at once after many. */
const FEW = 20;
const MANY = 1000;

/** The embedded engine's queue: reads the due rows themselves. Adding is nothing but their being due. */
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

  consume(handler: (id: string) => Promise<boolean>): void {
    this.running = this.loop(handler);
  }

  private async loop(handler: (id: string) => Promise<boolean>): Promise<void> {
    const inWork = new Map<string, Promise<void>>();
    while (!this.closing) {
      try {
        const due = (await this.ingestions.due(BATCH)).filter(({ id }) => !inWork.has(id));
        for (const { id } of due) {
          if (this.closing) break;
          const work = this.workOff(id, handler).finally(() => inWork.delete(id));
          inWork.set(id, work);
          if (inWork.size >= AT_ONCE) await Promise.race(inWork.values());
        }
        await this.analyse(due.length + inWork.size > 0 ? MANY : FEW);
        if (due.length === 0) await Promise.race([...inWork.values(), sleep(IDLE_MS)]);
      } catch (error) {
        await this.stumbled(error as Error);
      }
    }
    await Promise.all(inWork.values());
  }

  private async workOff(id: string, handler: (id: string) => Promise<boolean>): Promise<void> {
    try {
      if (await handler(id)) this.sinceAnalysed++;
      else await sleep(IDLE_MS); // it could not be begun, and is not tried again at once
    } catch (error) {
      await this.stumbled(error as Error);
    }
  }

  private async stumbled(error: Error): Promise<void> {
    this.log.error('the ingestion queue stumbled and goes on', { reason: error.message });
    await this.health.untilItAnswers();
  }

  /** PGlite has no background process that keeps the planner's statistics true. */
  private async analyse(due: number): Promise<void> {
    if (this.sinceAnalysed < due) return;
    this.sinceAnalysed = 0;
    await this.health.analyse();
  }

  answers(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.running;
  }
}
