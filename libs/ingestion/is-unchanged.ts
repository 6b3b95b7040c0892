import { isDeepStrictEqual } from 'node:util';
import type { SameBytes } from '#corpus';

/** Whether the same bytes with this metadata would say nothing new. */
export function isUnchanged(same: SameBytes, supplied: Record<string, unknown>): boolean {
  return same.settled && isDeepStrictEqual(same.supplied, supplied);
}
