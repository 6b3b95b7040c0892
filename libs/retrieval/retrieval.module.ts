import { Module } from '@nestjs/common';
import { ImpactsRepository, NearestRepository, SearchRepository, VectorsRepository } from '#corpus';
import { CONFIG, type Config } from '#platform';
import { DidYouMean } from './did-you-mean.js';
import { IMPACTS, ImpactsInMemory, StoredImpacts, type Impacts } from './impacts.js';
import { QueryVectors } from './query-vectors.js';
import { Reranking } from './reranking.js';
import { Search } from './search.js';
import { TermStatistics } from './term-statistics.js';
import { UnitStore } from './unit-store.js';
import { StoredVectors, VECTORS, type Vectors } from './vectors.js';
import { VectorsInMemory } from './vectors-in-memory.js';
import { VersionStore } from './version-store.js';
import { loadWordKnowledge, WORD_KNOWLEDGE } from './word-knowledge.js';

@Module({
  providers: [
    DidYouMean,
    QueryVectors,
    Reranking,
    Search,
    TermStatistics,
    UnitStore,
    VersionStore,
    {
      provide: VECTORS,
      inject: [CONFIG, SearchRepository, NearestRepository, VectorsRepository],
      useFactory: (
        { engine }: Config,
        search: SearchRepository,
        nearest: NearestRepository,
        vectors: VectorsRepository,
      ): Vectors =>
        engine.kind === 'embedded'
          ? new VectorsInMemory(search, vectors)
          : new StoredVectors(nearest, vectors),
    },
    {
      provide: IMPACTS,
      inject: [CONFIG, SearchRepository, ImpactsRepository],
      useFactory: ({ engine }: Config, search: SearchRepository, impacts: ImpactsRepository): Impacts =>
        engine.kind === 'embedded' ? new ImpactsInMemory(search, impacts) : new StoredImpacts(search),
    },
    { provide: WORD_KNOWLEDGE, useFactory: loadWordKnowledge },
  ],
  exports: [DidYouMean, Search],
})
export class RetrievalModule {}
