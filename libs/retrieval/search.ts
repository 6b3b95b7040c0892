import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  analyseQuery,
  CorporaRepository,
  SearchRepository,
  type Asker,
  type Candidate,
  type LexicalQuery,
  type Scope,
  type Term,
} from '#corpus';
import {
  CONFIG,
  KildeError,
  LOG,
  startStopwatch,
  today,
  type Config,
  type Log,
  type Stopwatch,
} from '#platform';
import { lexicalLane } from './candidates.js';
import { countFacet, facetFields, type Facet } from './facets.js';
import type { Found, SearchRequest } from './found.js';
import { IMPACTS, type Impacts } from './impacts.js';
import { lexicalScorer } from './lexical-score.js';
import { isUnknown, termsToLookUp, wantedWords, weigh, type WantedWords } from './query-terms.js';
import { QueryVectors, type EmbeddedQuery } from './query-vectors.js';
import { rank, type Lane, type RankedDocument, type WeighedQuery } from './rank.js';
import { Reranking } from './reranking.js';
import { checkFilters, chooseCorpora, scopeOf, withoutFilter } from './scope.js';
import { TermStatistics } from './term-statistics.js';
import { UnitStore } from './unit-store.js';
import { VECTORS, type Vectors } from './vectors.js';
import { queryWeights, weights } from './weights.js';
import { WORD_KNOWLEDGE, type WordKnowledge } from './word-knowledge.js';

/** The way of a question: scope, analysis, candidates from three lanes, full score, one hit a document, reranking. */
@Injectable()
export class Search {
  constructor(
    private readonly corpora: CorporaRepository,
    private readonly repository: SearchRepository,
    private readonly store: UnitStore,
    private readonly statistics: TermStatistics,
    private readonly queryVectors: QueryVectors,
    @Inject(VECTORS) private readonly vectors: Vectors,
    @Inject(IMPACTS) private readonly impacts: Impacts,
    private readonly reranking: Reranking,
    @Inject(WORD_KNOWLEDGE) private readonly knowledge: WordKnowledge,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Reads what the first search would wait for: the model, and on the embedded engine everything that is kept in memory. */
  async prepare(): Promise<void> {
    await Promise.all([this.impacts.prepare(), this.near('a', startStopwatch())]);
  }

  /**
   * Finds the documents that settle a question, best first.
   * @throws KildeError `unknown-corpus`, `unknown-filter`, `bad-filter`
   */
  async find(asker: Asker, request: SearchRequest, clock = startStopwatch()): Promise<Found> {
    clock.enter('analysis');
    const [readable, { query, ...sought }] = await Promise.all([
      clock.time('analysis.corpora', this.corpora.readable(asker)),
      // The statement goes out first: the database looks the corpora up while the query is analysed here.
      nextTurn().then(() => this.analysed(request)),
    ]);
    const corpora = chooseCorpora(readable, request.corpora);
    const filters = checkFilters(request.filters ?? {}, corpora);
    const asOf = request.asOf ?? today();
    const { outdated } = request;
    const scope = { ...scopeOf(asker, corpora, asOf, filters, query), outdated };
    const applied = {
      corpora: corpora.map((corpus) => corpus.slug),
      filters: request.filters ?? {},
      asOf,
      language: query.language,
    };

    if (corpora.length === 0 || query.words.length === 0) {
      const nothing = {
        wanted: { da: [], de: [], en: [] },
        scorer: NOTHING,
        documents: [],
        below: 0,
        embedder: null,
        unknown: [],
      };
      return { query, scope: applied, searched: corpora, facets: [], degraded: [], ...nothing };
    }
    const weighed = await this.weighed({ query, ...sought }, scope, clock);
    const ranked = await this.ranked(weighed, scope, clock, request);
    clock.enter('facets');
    const facets = request.facets
      ? await this.facets(facetFields(corpora), ranked.documents, (field) => {
          const wider = withoutFilter(scope, field, readable);
          return wider && this.ranked(weighed, wider, clock, request);
        })
      : [];
    const { wanted, scorer, near, unknown } = weighed;
    const embedder = near?.embedder ?? null;
    const told = { query, scope: applied, searched: corpora, facets, wanted, scorer, embedder, unknown };
    return this.reranked({ ...told, ...ranked });
  }

  private async reranked(found: Found): Promise<Found> {
    try {
      const documents = await this.reranking.rerank(found.query, found.scorer, found.documents);
      return { ...found, documents };
    } catch (error) {
      this.log.error('the reranker did not answer', { reason: (error as Error).message });
      return { ...found, degraded: [...found.degraded, 'reranker'] };
    }
  }

  /** Each facet's counts ignore its own filter, so that its other values stay in reach. */
  private async facets(
    fields: Omit<Facet, 'values'>[],
    documents: RankedDocument[],
    without: (field: string) => Promise<Pick<Found, 'documents'>> | null,
  ): Promise<Facet[]> {
    const facets: Facet[] = [];
    for (const facet of fields) {
      const counted = (await without(facet.field))?.documents ?? documents;
      facets.push(
        countFacet(
          facet,
          counted.map((document) => document.version),
        ),
      );
    }
    return facets.filter((facet) => facet.values.length > 0);
  }

  private analysed({ query, language }: SearchRequest): Analysed {
    const analysed = analyseQuery(query, language);
    const wanted = wantedWords(analysed, this.knowledge.equivalents);
    return {
      query: { ...analysed, weights: queryWeights(analysed.question, this.config.weights) },
      wanted,
      lookedUp: termsToLookUp(wanted, this.knowledge.parts),
    };
  }

  /** What is sought, weighed by the frequencies and embedded: once a search, since filters change none of it. */
  private async weighed(
    { query, wanted, lookedUp }: Analysed,
    scope: Scope,
    clock: Stopwatch,
  ): Promise<Sought> {
    const { parts, background } = this.knowledge;
    clock.enter('statistics');
    const [statistics, nearness] = await Promise.all([
      this.statistics.of(scope, lookedUp),
      this.near(query.text, clock).then(
        (near) => ({ near, noVector: null }),
        (noVector: Error) => ({ near: null, noVector }),
      ),
      this.impacts.prepare(),
    ]);
    clock.enter('weighing');
    const scorer = lexicalScorer(weigh(query, wanted, statistics, background), this.store.numbers);
    const unknown = query.words.filter((word) => isUnknown(word, statistics));
    return { query, wanted, scorer, unknown, terms: lexicalLane(wanted, statistics, parts), ...nearness };
  }

  private async ranked(
    { query, scorer, terms, near, noVector }: Sought,
    scope: Scope,
    clock: Stopwatch,
    { candidates: limits = weights.candidates, addedSince }: Pick<SearchRequest, 'candidates' | 'addedSince'>,
  ): Promise<Pick<Found, 'documents' | 'below' | 'degraded'>> {
    clock.enter('candidates');
    const lanes = await Promise.allSettled([
      clock.time('candidates.lexical', this.impacts.best(scope, terms, limits.lexical)),
      noVector
        ? Promise.reject(noVector)
        : near
          ? clock.time('candidates.vector', this.vectors.nearest(scope, near, limits.vector))
          : [],
      clock.time(
        'candidates.identifier',
        this.repository.byIdentifiers(scope, query.identifiers, limits.identifier),
      ),
    ]);
    const found = new Map<string, FoundUnit>();
    const degraded: string[] = [];
    for (const [at, result] of lanes.entries()) {
      const lane = LANES[at]!;
      if (result.status === 'rejected') {
        const { message, code } = result.reason as KildeError;
        // Another embedder than the stored one was told at the start, and is so for every search.
        const level = code === 'other-embedder' ? 'debug' : 'error';
        this.log[level]('a lane of the search did not answer', { lane, reason: message });
        degraded.push(lane);
        continue;
      }
      for (const candidate of result.value) {
        const known = found.get(candidate.unitId);
        if (!known) found.set(candidate.unitId, { ...candidate, lanes: [lane] });
        else if (known.lanes.at(-1) !== lane) known.lanes.push(lane); // a lane may bring a unit twice
      }
    }
    const failed = lanes.find((result) => result.status === 'rejected');
    if (failed && degraded.length === LANES.length) throw failed.reason;
    const candidates = await this.store.load(scope.asker, [...found.values()], near, clock);
    clock.enter('ranking');
    const lanesOf = (unitId: string) => found.get(unitId)!.lanes;
    const documents = rank(query, scorer, candidates, lanesOf);
    const isNew = ({ version }: RankedDocument) => !addedSince || version.createdAt > addedSince;
    const below = new Set(candidates.versions.map(({ documentId }) => documentId)).size - documents.length;
    return { documents: documents.filter(isNew), below, degraded };
  }

  /** The query's vector, with what it is compared to at hand. */
  private async near(query: string, clock: Stopwatch): Promise<EmbeddedQuery | null> {
    const near = await this.queryVectors.of(query, clock);
    if (near) await this.vectors.prepare(near);
    return near;
  }
}

/** A query with all that depends on nothing stored. */
interface Analysed {
  query: WeighedQuery;
  wanted: WantedWords;
  /** Terms whose frequency it needs, by their keys. */
  lookedUp: Map<string, Term>;
}

/** A query with all that does not depend on filters. */
interface Sought extends Pick<Found, 'query' | 'wanted' | 'scorer' | 'unknown'> {
  terms: LexicalQuery;
  /** The query's vector; null where meaning is not asked for, or could not be, which `noVector` says. */
  near: EmbeddedQuery | null;
  noVector: Error | null;
}

/** A candidate and the lanes that found it. */
interface FoundUnit extends Candidate {
  lanes: Lane[];
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
