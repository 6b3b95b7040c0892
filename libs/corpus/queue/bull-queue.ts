import { Queue, Worker } from 'bullmq';
import { inGroups, type Log } from '#platform';
import { isUnreachable } from '../engine/unreachable.js';
import type { HealthRepository } from '../health.repository.js';
import type { Due, IngestionsRepository } from '../ingestions.repository.js';
import type { IngestionQueue } from './queue.js';

const NAME = 'kilde-ingestions';
/** So that some are read and embedded while others are stored, and several are stored together. */
const CONCURRENCY = 8;
/** Redis holds about this many ids, however many rows are due: 10,000 uploads fill the table, not Redis. */
const WINDOW = 1000;
/** The first of each sender are carried even when the window is full, so that they overtake. */
const FRONT = 20;
/** How long a row that became due without anyone's word (a retry, a dead worker, a lost Redis) may lie. */
const SWEEP_MS = 3000;
/** When the queue runs dry there may be more rows than it held; where they come in one by one it often does. */
const DRY_SWEEP_MS = 300;
const RECONNECT_MS = 1000;
/** A Redis that hangs is one that is away. */
const COMMAND_MS = 5000;
/** BullMQ tells of every job in a stream that nobody here reads. */
const FEW_EVENTS = 10;
/** Rows count attempts, so BullMQ need not: it would give an id up after its worker died twice. */
const STALLS = 1_000_000;

/** The server engine's queue: BullMQ on Redis, filled from the rows by each worker as it runs low. */
export class BullQueue implements IngestionQueue {
  private readonly queue: Queue;
  private worker?: Worker;
  private sweeper?: NodeJS.Timeout;
  private silent = false;
  private sweptAt = -Infinity;

  constructor(
    private readonly redisUrl: string,
    private readonly prefix: string,
    private readonly ingestions: IngestionsRepository,
    private readonly health: HealthRepository,
    private readonly log: Log,
  ) {
    this.queue = new Queue(NAME, {
      ...{ connection: { ...this.connection(1), commandTimeout: COMMAND_MS }, prefix },
      streams: { events: { maxLen: FEW_EVENTS } },
    });
    this.queue.on('error', (error) => this.unheard(error));
  }

  async add(due: Due[]): Promise<void> {
    if (due.length > 0) await this.addTogether(due);
  }

  private readonly addTogether = inGroups(async (added: Due[][]) => {
    try {
      const full = (await this.carried()) >= WINDOW;
      await this.carry(full ? added.flat().filter(({ place }) => place < FRONT) : added.flat());
    } catch (error) {
      this.unheard(error as Error);
    }
    return added;
  }, Infinity);

  /**
   * The job's id is the ingestion's and its next claim's, so that adding it twice queues it once, and the job that a
   * dead worker held is not in the way of the next.
   */
  private async carry(due: Due[]): Promise<void> {
    const options = { removeOnComplete: true, removeOnFail: true };
    await this.queue.addBulk(
      due.map(({ id, place, claim }) => ({
        name: 'ingest',
        data: { id },
        opts: { ...options, jobId: `${id}-${claim}`, priority: place + 1 },
      })),
    );
    this.silent = false;
  }

  consume(handler: (id: string) => Promise<boolean>): void {
    this.worker = new Worker<{ id: string }>(NAME, ({ data }) => this.workOff(data.id, handler), {
      connection: this.connection(null),
      prefix: this.prefix,
      concurrency: CONCURRENCY,
      maxStalledCount: STALLS,
    });
    this.worker.on('error', (error) => this.unheard(error));
    this.worker.on('drained', () => {
      if (performance.now() - this.sweptAt > DRY_SWEEP_MS) void this.sweep();
    });
    this.sweeper = setInterval(() => void this.sweep(), SWEEP_MS);
    void this.sweep();
  }

  private async workOff(id: string, handler: (id: string) => Promise<boolean>): Promise<void> {
    try {
      await handler(id);
    } catch (error) {
      this.log.error('an ingestion was cut off and goes on later', { id, reason: (error as Error).message });
      await this.health.untilItAnswers();
    }
  }

  /** Finds what is due, when few are left: rows that Redis refused or forgot, retries, those of dead workers. */
  private async sweep(): Promise<void> {
    this.sweptAt = performance.now();
    try {
      if ((await this.carried()) > WINDOW / 2) return;
      const due = await this.ingestions.due(WINDOW);
      if (due.length > 0) await this.carry(due);
    } catch (error) {
      this.unheard(error as Error);
    }
  }

  async answers(): Promise<boolean> {
    try {
      await this.carried();
      return true;
    } catch {
      return false;
    }
  }

  private async carried(): Promise<number> {
    const { waiting = 0, prioritized = 0 } = await this.queue.getJobCounts('waiting', 'prioritized');
    return waiting + prioritized;
  }

  private connection(maxRetriesPerRequest: number | null) {
    return { url: this.redisUrl, maxRetriesPerRequest, retryStrategy: () => RECONNECT_MS };
  }

  /** Once for each outage: ioredis tries again every second. */
  private unheard(error: Error): void {
    if (this.silent) return;
    this.silent = true;
    const what = isUnreachable(error)
      ? 'the queue does not answer; documents wait in the database until it does'
      : 'the queue stumbled; what it lost is found again in the database';
    this.log.error(what, { reason: error.message });
  }

  async close(): Promise<void> {
    clearInterval(this.sweeper);
    await this.worker?.close();
    await this.queue.close();
  }
}
