import { KildeError } from '#platform';

/** A model or its service that cannot be used now. The message never holds a text or a key. */
export function unavailable(message: string): KildeError {
  return new KildeError('model-unavailable', 503, message);
}
