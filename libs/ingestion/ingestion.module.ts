import { Module } from '@nestjs/common';
import { IngestVersion } from './ingest-version.js';
import { Repositories } from './repositories.js';

@Module({ providers: [IngestVersion, Repositories], exports: [IngestVersion] })
export class IngestionModule {}
