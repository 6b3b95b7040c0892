import type { PlainTexts } from '#corpus';
import type { SearchResponse } from '../../api/contract/index.js';
import type { Client } from '../client.js';
import { bm25 } from './bm25.js';

/** Where a set's documents are stored, and what the judgements call a document found there. */
export interface Place {
  corpora: string[];
  idOf(document: { corpus: string; key: string }): string;
}

/** A way to search a place. `find` gives at most 100 documents for a query, best first, by the ids of the judgements. */
export interface System {
  name: string;
  find(query: string): Promise<string[]>;
}

const DEPTH = 100;
const MOST_CHARACTERS = 2000;

/** Kilde as its users have it, over HTTP. */
export function kilde(client: Client, { corpora, idOf }: Place, name = 'kilde'): System {
  return {
    name,
    async find(query) {
      const { hits } = await client.post<SearchResponse>('/search', {
        query: query.slice(0, MOST_CHARACTERS),
        corpora,
        limit: DEPTH,
      });
      return hits.map(({ document }) => idOf(document));
    },
  };
}

/** What Kilde is compared with: the usual ways to search the same documents of the same database. */
export async function baselines(texts: PlainTexts, { corpora, idOf }: Place): Promise<System[]> {
  const best = bm25(await texts.take(corpora));
  return [
    { name: 'bm25', find: async (query) => best(query, DEPTH).map(idOf) },
    { name: 'ts_rank_cd', find: async (query) => (await texts.ranked(query, DEPTH)).map(idOf) },
  ];
}
