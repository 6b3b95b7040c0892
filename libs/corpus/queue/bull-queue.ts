import { Queue, Worker } from 'bullmq';
import type { Log } from '#platform';
import type { IngestionsRepository } from '../ingestions.repository.js';
import type { IngestionQueue } from './queue.js';

const NAME = 'kilde-ingestions';
const CONCURRENCY = 2;
const SWEEP_MS = 15_000;
const SWEEP_LIMIT = 1000;
const ATTEMPTS = 20;

/** The server engine's queue: BullMQ on Redis, and a sweeper that finds due rows which Redis has forgotten. */
export class BullQueue implements IngestionQueue {
  private readonly queue: Queue;
  private worker?: Worker;
  private sweeper?: NodeJS.Timeout;

  constructor(
    private readonly redisUrl: string,
    private readonly prefix: string,
    private readonly ingestions: IngestionsRepository,
    private readonly log: Log,
  ) {
    this.queue = new Queue(NAME, { connection: { url: redisUrl, maxRetriesPerRequest: 1 }, prefix });
    this.queue.on('error', (error) => this.log.error('Redis does not answer', { reason: error.message }));
  }

  async add(ids: string[]): Promise<void> {
    const options = {
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: 1000, jitter: 0.5 },
      removeOnComplete: true,
      removeOnFail: true,
    };
    // The job's id is the ingestion's, so that adding it twice queues it once.
    await this.queue.addBulk(
      ids.map((id) => ({ name: 'ingest', data: { id }, opts: { ...options, jobId: id } })),
    );
  }

  consume(handler: (id: string) => Promise<'done' | 'again'>): void {
    this.worker = new Worker<{ id: string }>(
      NAME,
      async (job) => {
        if ((await handler(job.data.id)) === 'again')
          throw new Error('another worker has it, or an earlier one comes first');
      },
      {
        connection: { url: this.redisUrl, maxRetriesPerRequest: null },
        prefix: this.prefix,
        concurrency: CONCURRENCY,
      },
    );
    this.worker.on('error', (error) => this.log.error('Redis does not answer', { reason: error.message }));
    const sweep = () =>
      this.sweep().catch((error: Error) =>
        this.log.error('could not look for forgotten ingestions', { reason: error.message }),
      );
    this.sweeper = setInterval(() => void sweep(), SWEEP_MS);
    void sweep();
  }

  private async sweep(): Promise<void> {
    const due = await this.ingestions.due(SWEEP_LIMIT);
    if (due.length > 0) await this.add(due);
  }

  async close(): Promise<void> {
    clearInterval(this.sweeper);
    await this.worker?.close();
    await this.queue.close();
  }
}
