import { Inject, Injectable } from '@nestjs/common';
import {
  analyseQuery,
  compoundParts,
  CorporaRepository,
  SearchRepository,
  type AnalysedQuery,
  type Asker,
  type Filter,
  type ReadableCorpus,
  type Scope,
} from '#corpus';
import { EMBEDDER, VOCABULARY, type Embedder, type Vocabulary } from '#models';
import { LOG, type Language, type Log } from '#platform';
import { lexicalLane } from './candidates.js';
import { countFacet, facetFields, type Facet } from './facets.js';
import { lexicalScorer, type LexicalScorer } from './lexical-score.js';
import { termsToLookUp, weigh } from './query-terms.js';
import { rank, type Lane, type RankedDocument } from './rank.js';
import { checkFilters, chooseCorpora, scopeOf, type RequestedFilters } from './scope.js';
import { weights } from './weights.js';

export interface SearchRequest {
  query: string;
  corpora?: string[] | undefined;
  filters?: RequestedFilters | undefined;
  /** YYYY-MM-DD; today in UTC when absent. */
  asOf?: string | undefined;
  language?: Language | undefined;
}

export interface AppliedScope {
  corpora: string[];
  filters: RequestedFilters;
  asOf: string;
  language: Language | null;
}

/** A search with everything that was found out on the way; the answer is composed from it. */
export interface Found {
  query: AnalysedQuery;
  documents: RankedDocument[];
  scorer: LexicalScorer;
  scope: AppliedScope;
  /** Lanes that did not answer. */
  degraded: string[];
}

/** The way of a question: scope, analysis, candidates from three lanes, full score, one hit a document. */
@Injectable()
export class Search {
  constructor(
    private readonly corpora: CorporaRepository,
    private readonly repository: SearchRepository,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    @Inject(VOCABULARY) private readonly vocabulary: Vocabulary,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Finds the documents that settle a question, best first.
   * @throws KildeError `unknown-corpus`, `unknown-filter`, `bad-filter`
   */
  async find(asker: Asker, request: SearchRequest): Promise<Found> {
    const { query, corpora, scope, applied } = await this.prepare(asker, request);
    if (corpora.length === 0 || query.words.length === 0) return { query, scorer: NOTHING, documents: [], scope: applied, degraded: [] };
    return { query, scope: applied, ...(await this.ranked(query, scope)) };
  }

  /** Facet counts for a search. Each facet's counts ignore its own filter, so that its other values stay in reach. */
  async facets(asker: Asker, request: SearchRequest, found: Found): Promise<Facet[]> {
    const { query, corpora, scope } = await this.prepare(asker, request);
    const facets: Facet[] = [];
    for (const facet of facetFields(corpora)) {
      const filters = scope.filters.filter((filter) => filter.field !== facet.field);
      const { documents } = filters.length === scope.filters.length ? found : await this.ranked(query, { ...scope, filters });
      const counted = countFacet(facet, documents.map((document) => document.version));
      if (counted.values.length > 0) facets.push(counted);
    }
    return facets;
  }

  private async prepare(asker: Asker, request: SearchRequest): Promise<{ query: AnalysedQuery; corpora: ReadableCorpus[]; scope: Scope; applied: AppliedScope }> {
    const corpora = chooseCorpora(await this.corpora.readable(asker), request.corpora);
    const filters: Filter[] = checkFilters(request.filters ?? {}, corpora);
    const query = analyseQuery(request.query, request.language);
    const asOf = request.asOf ?? new Date().toISOString().slice(0, 10);
    const applied = { corpora: corpora.map((corpus) => corpus.slug), filters: request.filters ?? {}, asOf, language: query.language };
    return { query, corpora, scope: scopeOf(asker, corpora, asOf, filters, query), applied };
  }

  private async ranked(query: AnalysedQuery, scope: Scope): Promise<Pick<Found, 'scorer' | 'documents' | 'degraded'>> {
    const parts = (word: string) => compoundParts(word, this.vocabulary);
    const [statistics, vector] = await Promise.all([
      this.repository.statistics(scope, termsToLookUp(query, parts)),
      this.embedder.embed([query.text], 'query').then(([first]) => first!, () => null),
    ]);
    const scorer = lexicalScorer(weigh(query, statistics));
    const { match, weights: termWeights } = lexicalLane(query, statistics, parts, weights.budget);

    const limits = weights.candidates;
    const lanes = await Promise.allSettled([
      this.repository.lexical(scope, match, termWeights, limits.lexical),
      vector ? this.repository.nearest(scope, vector, limits.vector) : Promise.reject(new Error('the query has no vector')),
      this.repository.byIdentifiers(scope, query.identifiers, limits.identifier),
    ]);
    const lanesOf = new Map<string, Lane[]>();
    const degraded: string[] = [];
    for (const [at, result] of lanes.entries()) {
      const lane = LANES[at]!;
      if (result.status === 'rejected') {
        this.log.error('a lane of the search did not answer', { lane, reason: (result.reason as Error).message });
        degraded.push(lane);
      } else {
        for (const unitId of new Set(result.value.map((candidate) => candidate.unitId))) lanesOf.set(unitId, [...(lanesOf.get(unitId) ?? []), lane]);
      }
    }
    const loaded = await this.repository.load(scope, [...lanesOf.keys()], vector);
    return { scorer, documents: rank(query, scorer, loaded, lanesOf), degraded };
  }
}

const LANES: Lane[] = ['lexical', 'vector', 'identifier'];
const NOTHING = lexicalScorer({ words: [], grams: [], total: 0, averageStemLength: 0, averageGramLength: 0 });
