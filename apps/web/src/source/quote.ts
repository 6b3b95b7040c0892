import type { Version } from '../api/openapi.js';
import { day, valueName } from '../i18n/format.js';
import type { Texts } from '../i18n/index.js';
import type { Range } from '../parts/ranges.js';
import { sourceAddress } from './address.js';

/** The link to a place in a document, without what only concerns the reader who copies it. */
export function permanentLink(version: Version, range: Range | null): string {
  return location.origin + sourceAddress(version.id, range ?? undefined);
}

/** The words of a range and where they stand, to be pasted into a letter or a decision. */
export function quoteWithSource(version: Version, range: Range, t: Texts): string {
  const passage = version.passages.find(({ start, end }) => start <= range.start && range.start < end);
  const page = version.pages.find(({ start, end }) => start <= range.start && range.start < end);
  const where = [
    version.title,
    version.kind && valueName('kind', version.kind, t),
    version.date && day(version.date, t),
    passage?.headings.join(' › '),
    version.pages.length > 1 && page && t.results.page(page.page),
  ];
  const words = t.source.quote(version.text.slice(range.start, range.end).trim());
  return `${words}\n${where.filter(Boolean).join(', ')}\n${permanentLink(version, range)}`;
}
