import type { ReadableCorpus } from '#corpus';
import type { Embedder } from '#models';
import type { Language } from '#platform';
import type { Facet } from './facets.js';
import type { LexicalScorer } from './lexical-score.js';
import type { WantedWords } from './query-terms.js';
import type { RankedDocument, WeighedQuery } from './rank.js';
import type { RequestedFilters } from './scope.js';
import type { weights } from './weights.js';

export interface SearchRequest {
  query: string;
  corpora?: string[] | undefined;
  filters?: RequestedFilters | undefined;
  /** YYYY-MM-DD; today in UTC when absent. */
  asOf?: string | undefined;
  language?: Language | undefined;
  /** The versions that are not in force on the day, instead of those that are. */
  outdated?: boolean | undefined;
  /** Only documents whose version came in after this moment; what else is found still decides what is good enough. */
  addedSince?: Date | undefined;
  /** Count facets, too. */
  facets?: boolean;
  /** How many candidates each lane may bring; other than in `weights` for measuring. */
  candidates?: typeof weights.candidates;
}

export interface AppliedScope {
  corpora: string[];
  filters: RequestedFilters;
  asOf: string;
  language: Language | null;
}

/** A search with everything that was found out on the way; the answer is composed from it. */
export interface Found {
  query: WeighedQuery;
  documents: RankedDocument[];
  /** What was looked for in texts of each language. */
  wanted: WantedWords;
  scorer: LexicalScorer;
  scope: AppliedScope;
  /** What embedded the query as the stored vectors were; null where meaning took no part. */
  embedder: Embedder | null;
  /** The corpora that were searched. */
  searched: ReadableCorpus[];
  facets: Facet[];
  /** How many further documents were candidates, but fit far worse than the best. */
  below: number;
  /** Lanes that did not answer, and the reranker when it did not. */
  degraded: string[];
  /** Words of the query that no text of these corpora holds. */
  unknown: string[];
}
