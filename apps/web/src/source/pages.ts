import type { Version } from '../api/openapi.js';
import type { Range } from '../parts/ranges.js';
import type { SourceView } from './address.js';

/** Does the original show its pages? Of other formats only the text is shown. */
export function hasPages({ mediaType, pages }: Pick<Version, 'mediaType' | 'pages'>): boolean {
  return pages.length > 0 && (mediaType === 'application/pdf' || mediaType.startsWith('image/'));
}

/** Are its pages shown? A page on a small screen is too small to read, so that there it is the text, unless asked for. */
export function showsPages(version: Pick<Version, 'mediaType' | 'pages'>, { as }: SourceView): boolean {
  const roomy = window.matchMedia('(min-width: 48em)').matches;
  return hasPages(version) && (as ?? (roomy ? 'pages' : 'text')) === 'pages';
}

/** The page on which a place of the text begins; 1 where no page says. */
export function pageOf(pages: (Range & { page: number })[], place: number): number {
  return pages.findLast(({ start }) => start <= place)?.page ?? 1;
}
