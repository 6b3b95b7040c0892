import type { VersionRow } from '#corpus';
import type { ScoredPassage } from '#retrieval';
import type { Quote, Source } from './events.js';

/** A version as answers name it. @param asOf the day that was asked for, YYYY-MM-DD */
export function sourceOf(version: VersionRow, asOf: string): Source {
  const { id, documentId, title, key, corpus, kind, rank, date, validFrom, validTo, treatments } = version;
  const validity =
    validFrom !== null && validFrom > asOf
      ? 'future'
      : validTo !== null && validTo <= asOf
        ? 'superseded'
        : 'in-force';
  return {
    ...{ documentId, versionId: id, documentTitle: title, key, corpus, kind, rank, date },
    ...{ validFrom, validTo, validity, treatments },
  };
}

/** The words of a passage from `start` to `end`, places in the canonical text, as a quote. */
export function quoteOf(
  version: VersionRow,
  { unit, passage }: ScoredPassage,
  { start, end }: { start: number; end: number },
  asOf: string,
): Quote {
  return {
    ...sourceOf(version, asOf),
    passageId: passage.id,
    language: passage.language,
    page: passage.pageFrom,
    headings: passage.headings,
    start,
    end,
    text: unit.text.slice(start - unit.start, end - unit.start),
  };
}
