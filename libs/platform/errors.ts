/**
 * An error that a person can act on: a stable code for programs, an HTTP status, and a sentence that says what is
 * wrong and what to do. Anything else that is thrown is a fault of ours and is shown without its details.
 */
export class KildeError extends Error {
  override name = 'KildeError';

  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly details?: { path: string; message: string }[],
  ) {
    super(message);
  }
}
