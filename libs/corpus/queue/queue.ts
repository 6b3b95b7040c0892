/**
 * Carries ingestion ids from whoever received a document to a worker. It may lose or repeat an id: the ingestion
 * rows are the truth, a worker claims a row before it works, and `due` rows are found again.
 */
export interface IngestionQueue {
  add(ids: string[]): Promise<void>;
  /**
   * Calls the handler with each id until closed. A handler that answers 'again' wants the id back later; one that
   * throws leaves the row as it is, to be found again when its lease ends.
   */
  consume(handler: (id: string) => Promise<'done' | 'again'>): void;
  /** Stops taking ids, waits for the ones in work, and lets go of connections. */
  close(): Promise<void>;
}

export const QUEUE = Symbol('ingestion queue');
