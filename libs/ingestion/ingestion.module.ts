import { Module } from '@nestjs/common';
import { IngestVersion } from './ingest-version.js';
import { ParsingModule } from './parsing.module.js';
import { Reindex } from './reindex.js';
import { Repositories } from './repositories.js';

@Module({
  imports: [ParsingModule],
  providers: [IngestVersion, Reindex, Repositories],
  exports: [IngestVersion, Reindex],
})
export class IngestionModule {}
