import { Module } from '@nestjs/common';
import { IngestVersion, Repositories } from './ingest-version.js';

@Module({ providers: [IngestVersion, Repositories], exports: [IngestVersion] })
export class IngestionModule {}
