import { useMemo } from 'react';
import type { SearchRequest, Version } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import type { Range } from '../parts/ranges.js';

const MOST = 100;

export interface Places {
  /** Passages that fit the search, in the order of the document. */
  passages: Range[];
  /** The words looked for, in these passages. */
  words: Range[];
}

const NOWHERE: Places = { passages: [], words: [] };

/** Where a version speaks of what was searched for. */
export function usePlaces(version: Version, q: string): Places {
  const { data } = useLoad(q ? `places ${version.id} ${q}` : null, (signal) =>
    requests.search(placesRequest(version, q), signal),
  );
  return useMemo(() => {
    const [hit] = data?.hits ?? [];
    if (!hit || hit.version.id !== version.id) return NOWHERE;
    const passages = [{ ...hit.passage, matches: hit.matches }, ...hit.others].sort(
      (a, b) => a.start - b.start,
    );
    return {
      passages: passages.map(({ start, end }) => ({ start, end })),
      words: passages.flatMap(({ matches }) => matches),
    };
  }, [data, version.id]);
}

/** A search held to one version, on a day on which it is in force. */
export function placesRequest(version: Version, q: string): SearchRequest {
  const { validFrom, validTo } = version;
  const asOf = validFrom ?? (validTo && dayBefore(validTo));
  return {
    query: q,
    corpora: [version.document.corpus],
    filters: { version: [version.id] },
    ...(asOf && { asOf }),
    limit: 1,
    offset: 0,
    sort: 'relevance',
    passages: MOST,
  };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
