import { Global, Inject, Module, type DynamicModule, type OnModuleDestroy } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, LOG, type Config, type Log } from '#platform';
import { DataSource } from 'typeorm';
import { AnswersRepository } from './answers.repository.js';
import { CasesRepository } from './cases.repository.js';
import { ContentsRepository } from './contents.repository.js';
import { CorporaRepository } from './corpora.repository.js';
import { DeletedCorpora } from './deleted-corpora.repository.js';
import { DocumentsRepository } from './documents.repository.js';
import { EmbeddingSetsRepository } from './embedding-sets.repository.js';
import { dataSourceOptions, type Connection } from './engine/connection.js';
import { ExcerptsRepository } from './excerpts.repository.js';
import { FeedbackRepository } from './feedback.repository.js';
import { Reads } from './engine/reads.js';
import { HealthRepository } from './health.repository.js';
import { ImpactsRepository } from './impacts.repository.js';
import { IndexRepository } from './index.repository.js';
import { IngestionChangesRepository } from './ingestion-changes.repository.js';
import { IngestionsRepository } from './ingestions.repository.js';
import { MissingVectorsRepository } from './missing-vectors.repository.js';
import { NearestRepository } from './nearest.repository.js';
import { OriginalsRepository } from './originals.repository.js';
import { PageRangesRepository } from './page-ranges.repository.js';
import { PagesRepository } from './pages.repository.js';
import { PartitionsRepository } from './partitions.repository.js';
import { PrincipalsRepository } from './principals.repository.js';
import { BullQueue } from './queue/bull-queue.js';
import { PollingQueue } from './queue/polling-queue.js';
import { QUEUE, type IngestionQueue } from './queue/queue.js';
import { ReindexRepository } from './reindex.repository.js';
import { SearchRepository } from './search.repository.js';
import { SearchesRepository } from './searches.repository.js';
import { StatisticsRepository } from './statistics.repository.js';
import { TreatmentsRepository } from './treatments.repository.js';
import { VectorIndexesRepository } from './vector-indexes.repository.js';
import { VectorsRepository } from './vectors.repository.js';
import { WordsRepository } from './words.repository.js';

const repositories = [
  AnswersRepository,
  CasesRepository,
  ContentsRepository,
  CorporaRepository,
  DeletedCorpora,
  DocumentsRepository,
  EmbeddingSetsRepository,
  ExcerptsRepository,
  FeedbackRepository,
  HealthRepository,
  ImpactsRepository,
  IndexRepository,
  IngestionChangesRepository,
  IngestionsRepository,
  MissingVectorsRepository,
  NearestRepository,
  OriginalsRepository,
  PageRangesRepository,
  PagesRepository,
  PartitionsRepository,
  PrincipalsRepository,
  ReindexRepository,
  SearchRepository,
  SearchesRepository,
  StatisticsRepository,
  TreatmentsRepository,
  VectorIndexesRepository,
  VectorsRepository,
  WordsRepository,
];

/** Everything stored. The schema must be up to date before (`migrate`). */
@Global()
@Module({})
export class CorpusModule implements OnModuleDestroy {
  constructor(@Inject(QUEUE) private readonly queue: IngestionQueue) {}

  static on(connection: Connection): DynamicModule {
    const queue = {
      provide: QUEUE,
      inject: [CONFIG, LOG, IngestionsRepository, HealthRepository],
      useFactory: (
        { engine }: Config,
        log: Log,
        ingestions: IngestionsRepository,
        health: HealthRepository,
      ): IngestionQueue =>
        engine.kind === 'server'
          ? new BullQueue(engine.redisUrl, engine.queuePrefix, ingestions, health, log)
          : new PollingQueue(ingestions, health, log),
    };
    const reads = {
      provide: Reads,
      inject: [CONFIG, DataSource],
      useFactory: ({ engine }: Config, database: DataSource) =>
        Reads.of(database, engine.kind === 'server' ? engine.readUrl : undefined),
    };
    return {
      module: CorpusModule,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(connection), retryAttempts: 1 })],
      providers: [...repositories, reads, queue],
      exports: [...repositories, queue],
    };
  }

  async onModuleDestroy(): Promise<void> {
    await this.queue.close();
  }
}
