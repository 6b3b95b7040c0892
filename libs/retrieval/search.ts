import { Inject, Injectable } from '@nestjs/common';
import {
  analyseQuery,
  CorporaRepository,
  SearchRepository,
  type AnalysedQuery,
  type Asker,
  type Scope,
  type UnitKey,
} from '#corpus';
import { EMBEDDER, type Embedder } from '#models';
import { LOG, type Language, type Log } from '#platform';
import { lexicalLane } from './candidates.js';
import { countFacet, facetFields, type Facet } from './facets.js';
import { lexicalScorer, type LexicalScorer } from './lexical-score.js';
import { termsToLookUp, wantedWords, weigh, type WantedWords } from './query-terms.js';
import { rank, type Lane, type RankedDocument } from './rank.js';
import { checkFilters, chooseCorpora, scopeOf, type RequestedFilters } from './scope.js';
import { UnitStore } from './unit-store.js';
import { weights } from './weights.js';
import { WORD_KNOWLEDGE, type WordKnowledge } from './word-knowledge.js';

export interface SearchRequest {
  query: string;
  corpora?: string[] | undefined;
  filters?: RequestedFilters | undefined;
  /** YYYY-MM-DD; today in UTC when absent. */
  asOf?: string | undefined;
  language?: Language | undefined;
  /** Count facets, too. */
  facets?: boolean;
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
  /** What was looked for in texts of each language. */
  wanted: WantedWords;
  scorer: LexicalScorer;
  scope: AppliedScope;
  facets: Facet[];
  /** Lanes that did not answer. */
  degraded: string[];
}

/** The way of a question: scope, analysis, candidates from three lanes, full score, one hit a document. */
@Injectable()
export class Search {
  constructor(
    private readonly corpora: CorporaRepository,
    private readonly repository: SearchRepository,
    private readonly store: UnitStore,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    @Inject(WORD_KNOWLEDGE) private readonly knowledge: WordKnowledge,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * Finds the documents that settle a question, best first.
   * @throws KildeError `unknown-corpus`, `unknown-filter`, `bad-filter`
   */
  async find(asker: Asker, request: SearchRequest): Promise<Found> {
    const corpora = chooseCorpora(await this.corpora.readable(asker), request.corpora);
    const filters = checkFilters(request.filters ?? {}, corpora);
    const query = analyseQuery(request.query, request.language);
    const asOf = request.asOf ?? new Date().toISOString().slice(0, 10);
    const scope = scopeOf(asker, corpora, asOf, filters, query);
    const applied = {
      corpora: corpora.map((corpus) => corpus.slug),
      filters: request.filters ?? {},
      asOf,
      language: query.language,
    };

    const empty = corpora.length === 0 || query.words.length === 0;
    const ranked = empty
      ? { wanted: { da: [], de: [], en: [] }, scorer: NOTHING, documents: [], degraded: [] }
      : await this.ranked(query, scope);
    const facets = request.facets
      ? await this.facets(query, scope, facetFields(corpora), ranked.documents)
      : [];
    return { query, scope: applied, facets, ...ranked };
  }

  /** Each facet's counts ignore its own filter, so that its other values stay in reach. */
  private async facets(
    query: AnalysedQuery,
    scope: Scope,
    fields: Omit<Facet, 'values'>[],
    documents: RankedDocument[],
  ): Promise<Facet[]> {
    const facets: Facet[] = [];
    for (const facet of fields) {
      const others = scope.filters.filter((filter) => filter.field !== facet.field);
      const counted =
        others.length === scope.filters.length
          ? documents
          : (await this.ranked(query, { ...scope, filters: others })).documents;
      facets.push(
        countFacet(
          facet,
          counted.map((document) => document.version),
        ),
      );
    }
    return facets.filter((facet) => facet.values.length > 0);
  }

  private async ranked(
    query: AnalysedQuery,
    scope: Scope,
  ): Promise<Pick<Found, 'wanted' | 'scorer' | 'documents' | 'degraded'>> {
    const { parts, translate, background } = this.knowledge;
    const wanted = wantedWords(query, translate);
    const [statistics, vector] = await Promise.all([
      this.repository.statistics(scope, termsToLookUp(wanted, parts)),
      this.embedder.embed([query.text], 'query').then(
        ([first]) => first!,
        () => null,
      ),
    ]);
    const scorer = lexicalScorer(weigh(query, wanted, statistics, background), this.store.known);
    const { match, weights: termWeights } = lexicalLane(wanted, statistics, parts);

    const limits = weights.candidates;
    const lanes = await Promise.allSettled([
      this.repository.lexical(scope, match, termWeights, limits.lexical),
      vector
        ? this.repository.nearest(scope, vector, limits.vector)
        : Promise.reject(new Error('the query has no vector')),
      this.repository.byIdentifiers(scope, query.identifiers, limits.identifier),
    ]);
    const found = new Map<string, FoundUnit>();
    const degraded: string[] = [];
    for (const [at, result] of lanes.entries()) {
      const lane = LANES[at]!;
      if (result.status === 'rejected') {
        this.log.error('a lane of the search did not answer', {
          lane,
          reason: (result.reason as Error).message,
        });
        degraded.push(lane);
        continue;
      }
      for (const { corpusId, unitId } of result.value) {
        const known = found.get(unitId);
        if (known) known.lanes.add(lane);
        else found.set(unitId, { corpusId, unitId, lanes: new Set([lane]) });
      }
    }
    const failed = lanes.find((result) => result.status === 'rejected');
    if (failed && degraded.length === LANES.length) throw failed.reason;
    const candidates = await this.store.load(scope, [...found.values()], vector);
    const lanesOf = (unitId: string) => [...found.get(unitId)!.lanes];
    return { wanted, scorer, documents: rank(query, scorer, candidates, lanesOf), degraded };
  }
}

/** A candidate and the lanes that found it. */
interface FoundUnit extends UnitKey {
  lanes: Set<Lane>;
}

const LANES: Lane[] = ['lexical', 'vector', 'identifier'];
const NOTHING = lexicalScorer({
  words: { da: [], de: [], en: [] },
  originals: [],
  grams: [],
  total: 0,
  averageStemLength: 0,
  averageGramLength: 0,
});
