import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessModule } from '#access';
import { AnsweringModule } from '#answering';
import { CorpusModule, type Connection } from '#corpus';
import { ParsingModule } from '#ingestion';
import { ModelsModule } from '#models';
import { CONFIG, LOG, type Config, type Log } from '#platform';
import { RetrievalModule } from '#retrieval';
import { AboutController } from './controllers/about.controller.js';
import { AnswersController } from './controllers/answers.controller.js';
import { CorporaController } from './controllers/corpora.controller.js';
import { DocumentsController } from './controllers/documents.controller.js';
import { FeedbackController } from './controllers/feedback.controller.js';
import { HealthController } from './controllers/health.controller.js';
import { IngestionsController } from './controllers/ingestions.controller.js';
import { PagesController } from './controllers/pages.controller.js';
import { SearchController } from './controllers/search.controller.js';
import { TasksController } from './controllers/tasks.controller.js';
import { WorkController } from './controllers/work.controller.js';
import { EventStreams } from './http/event-streams.js';
import { IdentityGuard } from './http/identity.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { IngestionEvents } from './ingestion-events.js';
import { Reception } from './reception.js';

@Global()
@Module({})
export class AppModule {
  static on(connection: Connection, config: Config, log: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CorpusModule.on(connection),
        ModelsModule,
        AccessModule,
        RetrievalModule,
        AnsweringModule,
        ParsingModule,
      ],
      controllers: [
        SearchController,
        AnswersController,
        TasksController,
        CorporaController,
        DocumentsController,
        IngestionsController,
        PagesController,
        WorkController,
        FeedbackController,
        HealthController,
        AboutController,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        { provide: APP_GUARD, useClass: IdentityGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        IngestionEvents,
        Reception,
        EventStreams,
      ],
      exports: [CONFIG, LOG],
    };
  }
}
