import type { Response } from 'express';

/** Sends what the work comes to as JSON, bytes as they are; a client that goes away aborts the work. */
export async function untilGone(
  response: Response,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const result = await work(gone.signal);
    if (!gone.signal.aborted) response.send(result);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}
