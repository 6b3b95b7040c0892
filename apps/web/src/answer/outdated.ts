import type { Quote } from '../api/openapi.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A day on which a version held or will hold: its last one, else its first; null where it has no such day. */
export function dayIn({ validFrom, validTo }: Pick<Quote, 'validFrom' | 'validTo'>): string | null {
  if (!validTo) return validFrom;
  const last = new Date(Date.parse(`${validTo}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return validFrom && last < validFrom ? null : last;
}
