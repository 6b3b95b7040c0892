import { Injectable } from '@nestjs/common';
import {
  CorporaRepository,
  EmbeddingSetsRepository,
  IndexRepository,
  IngestionsRepository,
  OriginalsRepository,
} from '#corpus';

/** What the way of a document reads and writes. */
@Injectable()
export class Repositories {
  constructor(
    readonly corpora: CorporaRepository,
    readonly index: IndexRepository,
    readonly ingestions: IngestionsRepository,
    readonly originals: OriginalsRepository,
    readonly sets: EmbeddingSetsRepository,
  ) {}
}
