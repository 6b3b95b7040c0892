import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CorpusModule, type Connection } from '#corpus';
import { IngestionModule } from '#ingestion';
import { ModelsModule } from '#models';
import { CONFIG, LOG, type Config, type Log } from '#platform';

@Global()
@Module({})
export class WorkerModule {
  static on(connection: Connection, config: Config, log: Log): DynamicModule {
    return {
      module: WorkerModule,
      imports: [CorpusModule.on(connection), ModelsModule, IngestionModule],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOG, useValue: log },
      ],
      exports: [CONFIG, LOG],
    };
  }
}
