import type { Range } from '../parts/ranges.js';

/** The page of a version, at a range of its canonical text. */
export function sourceAddress(versionId: string, range?: Range, q?: string): string {
  const parameters = new URLSearchParams();
  if (range) {
    parameters.set('start', String(range.start));
    parameters.set('end', String(range.end));
  }
  if (q) parameters.set('q', q);
  const text = parameters.toString();
  return `/source/${encodeURIComponent(versionId)}${text ? `?${text}` : ''}`;
}

export function readRange(parameters: URLSearchParams): Range | null {
  if (!parameters.has('start') || !parameters.has('end')) return null;
  const start = Number(parameters.get('start'));
  const end = Number(parameters.get('end'));
  return Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end
    ? { start, end }
    : null;
}
