import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot, type OnnxModel } from '#platform';
import { unavailable } from '../unavailable.js';
import type { ModelPlace } from './model-place.js';

/** What a thread is started for. */
export interface Setup extends Omit<OnnxModel, 'model'> {
  place: ModelPlace;
  task: { kind: 'embed'; pooling: 'mean' | 'cls' | 'last' } | { kind: 'rerank' };
}

/** `query` is there for reranking. A job that is begun after `deadline` (ms since 1970) is not done. */
export interface Job {
  texts: string[];
  query?: string;
  deadline?: number;
}

/** A row of numbers a text: its vector, or its one score. */
export type Reply = { id: number } & ({ rows: Float32Array[] } | { wrong: string });

interface Waiting {
  done: (rows: Float32Array[]) => void;
  fail: (error: Error) => void;
}

/**
 * A model in a thread of its own, because the ONNX runtime blocks the thread that it runs on. Nothing is loaded
 * before the first job; after a failure to load, the next job tries again.
 * @param title the model in messages, with the variable to look at
 */
export function modelThread(setup: Setup, title: string): (job: Job) => Promise<Float32Array[]> {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let last = 0;

  const start = (): Worker => {
    const started = new Worker(join(packageRoot(), 'dist/libs/models/onnx/model-worker.js'), {
      workerData: setup,
      execArgv: [],
    });
    started.on('message', (reply: Reply) => {
      const { done, fail } = waiting.get(reply.id)!;
      waiting.delete(reply.id);
      if (waiting.size === 0) started.unref();
      if ('rows' in reply) done(reply.rows);
      else fail(unavailable(`${title} failed: ${reply.wrong}`));
    });
    const over = (reason: string) => {
      if (thread === started) thread = undefined;
      for (const { fail } of waiting.values()) fail(unavailable(`${title} cannot be used: ${reason}`));
      waiting.clear();
    };
    started.on('error', (error) => over(error.message));
    started.on('exit', (code) => over(`its thread ended (${code})`));
    return started;
  };

  return (job) =>
    new Promise((done, fail) => {
      thread ??= start();
      thread.ref();
      waiting.set(++last, { done, fail });
      thread.postMessage({ id: last, ...job });
    });
}
