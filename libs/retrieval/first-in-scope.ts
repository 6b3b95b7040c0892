import { OVERFETCH, type Candidate, type Scope, type SearchRepository, type UnitKey } from '#corpus';

/** So many times as many as wanted are asked for at first: mostly, nearly all are in scope. */
const AT_FIRST = 1.25;

/**
 * Of units ranked in this process, the first ones that the database says are in scope; null when there were not enough
 * and further ones were not ranked.
 * @param rank the best so many of the corpora in scope
 */
export async function firstInScope(
  search: Pick<SearchRepository, 'visible'>,
  scope: Scope,
  limit: number,
  rank: (count: number, corpora: Set<string>) => UnitKey[],
): Promise<Candidate[] | null> {
  const ahead = limit * OVERFETCH;
  const ranked = rank(ahead, new Set(scope.corpora.map((corpus) => corpus.id)));
  const split = Math.ceil(limit * AT_FIRST);
  const found = await search.visible(scope, ranked.slice(0, split));
  if (found.length < limit && ranked.length > split)
    found.push(...(await search.visible(scope, ranked.slice(split))));
  return found.length >= limit || ranked.length < ahead ? found.slice(0, limit) : null;
}
