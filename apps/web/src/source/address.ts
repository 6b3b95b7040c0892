import type { Range } from '../parts/ranges.js';

/** How a document is shown beside its place: as pages or text, or compared with another of its versions. */
export interface SourceView {
  as?: 'pages' | 'text';
  compare?: string;
}

/** The page of a version, at a range of its canonical text. */
export function sourceAddress(
  versionId: string,
  range?: Range | null,
  q?: string,
  { as, compare }: SourceView = {},
): string {
  const parameters = new URLSearchParams();
  if (range) {
    parameters.set('start', String(range.start));
    parameters.set('end', String(range.end));
  }
  if (q) parameters.set('q', q);
  if (as) parameters.set('view', as);
  if (compare) parameters.set('compare', compare);
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

export function readView(parameters: URLSearchParams): SourceView {
  const as = parameters.get('view');
  const compare = parameters.get('compare');
  return { ...((as === 'text' || as === 'pages') && { as }), ...(compare && { compare }) };
}
