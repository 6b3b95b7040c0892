import { Module } from '@nestjs/common';
import { IngestVersion } from './ingest-version.js';
import { ParsingModule } from './parsing.module.js';
import { Reindex } from './reindex.js';
import { Repositories } from './repositories.js';
import { VectorSets } from './vector-sets.js';

@Module({
  imports: [ParsingModule],
  providers: [IngestVersion, Reindex, Repositories, VectorSets],
  exports: [IngestVersion, Reindex, VectorSets],
})
export class IngestionModule {}
