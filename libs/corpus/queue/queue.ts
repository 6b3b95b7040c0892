import type { Due } from '../ingestions.repository.js';

/**
 * Carries ingestion ids from whoever received a document to a worker, lower places first. It may lose, repeat or
 * refuse an id: the ingestion rows are the truth, a worker claims a row before it works, and rows that are due are
 * found again.
 */
export interface IngestionQueue {
  /** Never fails: what cannot be carried now is found later. */
  add(due: Due[]): Promise<void>;
  /**
   * Calls the handler with each id until closed; it says whether there was anything to do. When it throws, the row
   * is found again when its lease ends, and nothing is taken until the database answers.
   */
  consume(handler: (id: string) => Promise<boolean>): void;
  /** Does it carry ids at the moment? When not, rows wait. */
  answers(): Promise<boolean>;
  /** Stops taking ids, waits for the ones in work, and lets go of connections. */
  close(): Promise<void>;
}

export const QUEUE = Symbol('ingestion queue');
