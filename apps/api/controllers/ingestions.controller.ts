import { Controller } from '@nestjs/common';
import { Access, type Identity } from '#access';
import { IngestionsRepository } from '#corpus';
import { REASONS, WARNINGS } from '#ingestion';
import type { Ingestion, Reasons } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Input, Operation, Who, type InputOf } from '../http/operation.js';
import { Reception } from '../reception.js';
import { ingestionView } from '../views.js';

@Controller()
export class IngestionsController {
  constructor(
    private readonly ingestions: IngestionsRepository,
    private readonly reception: Reception,
    private readonly access: Access,
  ) {}

  @Operation(routes.listIngestions)
  async list(
    @Who() who: Identity,
    @Input(routes.listIngestions) { query }: InputOf<typeof routes.listIngestions>,
  ): Promise<{ items: Ingestion[]; total: number }> {
    const { corpus, state, limit, offset } = query;
    if (corpus) await this.access.requireRole(who, corpus, 'curator');
    const { items, total } = await this.ingestions.list(who, {
      limit,
      offset,
      ...(corpus && { corpus }),
      ...(state && { state }),
    });
    return { items: items.map(ingestionView), total };
  }

  @Operation(routes.readIngestion)
  async read(
    @Who() who: Identity,
    @Input(routes.readIngestion) { params }: InputOf<typeof routes.readIngestion>,
  ): Promise<Ingestion> {
    return ingestionView(await this.reception.find(who, params.id));
  }

  @Operation(routes.listReasons)
  reasons(): Reasons {
    return { reasons: REASONS, warnings: WARNINGS };
  }

  @Operation(routes.retryIngestion)
  async retry(
    @Who() who: Identity,
    @Input(routes.retryIngestion) { params }: InputOf<typeof routes.retryIngestion>,
  ): Promise<Ingestion> {
    return ingestionView(await this.reception.retry(who, params.id));
  }
}
