import { Inject, Injectable } from '@nestjs/common';
import {
  HealthRepository,
  IndexRepository,
  IngestionsRepository,
  OriginalsRepository,
  PageRangesRepository,
  QUEUE,
  type IngestionQueue,
} from '#corpus';

/** What the way of a document reads and writes. */
@Injectable()
export class Repositories {
  constructor(
    readonly index: IndexRepository,
    readonly ingestions: IngestionsRepository,
    readonly originals: OriginalsRepository,
    readonly ranges: PageRangesRepository,
    readonly health: HealthRepository,
    @Inject(QUEUE) readonly queue: IngestionQueue,
  ) {}
}
