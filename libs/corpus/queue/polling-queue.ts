import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#platform';
import type { HealthRepository } from '../health.repository.js';
import type { IngestionsRepository } from '../ingestions.repository.js';
import type { IngestionQueue } from './queue.js';

const IDLE_MS = 200;
/** Few, so that what comes in meanwhile and goes first does not wait long. */
const BATCH = 4;
/** An ingestion that takes longer than this lets the next one begin beside it, so that a slow file delays few others. */
const PATIENCE_MS = 1000;
const MOST_AT_ONCE = 3;
/** Ingestions after which the planner's statistics are renewed when next there is nothing to do, or at once after many. */
const FEW = 20;
const MANY = 1000;

/**
 * The embedded engine's queue: reads the due rows themselves, one at a time unless one is slow. Adding is nothing
 * but their being due.
 */
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
    const inWork = new Set<Promise<boolean>>();
    while (!this.closing) {
      let worked = false;
      try {
        for (const { id } of await this.ingestions.due(BATCH)) {
          if (this.closing) break;
          const work: Promise<boolean> = this.workOff(id, handler).finally(() => inWork.delete(work));
          inWork.add(work);
          worked = (await Promise.race([work, sleep(PATIENCE_MS, true)])) || worked;
          if (inWork.size >= MOST_AT_ONCE) await Promise.race(inWork);
        }
        await this.analyse(worked ? MANY : FEW);
      } catch (error) {
        await this.stumbled(error as Error);
      }
      if (!worked) await sleep(IDLE_MS);
    }
    await Promise.all(inWork);
  }

  /** Returns whether there was anything to do. */
  private async workOff(id: string, handler: (id: string) => Promise<boolean>): Promise<boolean> {
    try {
      if (!(await handler(id))) return false;
      this.sinceAnalysed++;
      return true;
    } catch (error) {
      await this.stumbled(error as Error);
      return false;
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
