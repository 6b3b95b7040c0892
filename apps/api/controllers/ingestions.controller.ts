import { Controller, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Access, type Identity } from '#access';
import { IngestionsRepository } from '#corpus';
import { REASONS, WARNINGS } from '#ingestion';
import type { Ingestion, Reasons } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Input, Operation, Who, type InputOf, type KnownRequest } from '../http/operation.js';
import { IngestionEvents } from '../ingestion-events.js';
import { Reception } from '../reception.js';
import { ingestionView } from '../views.js';

@Controller()
export class IngestionsController {
  constructor(
    private readonly ingestions: IngestionsRepository,
    private readonly reception: Reception,
    private readonly events: IngestionEvents,
    private readonly access: Access,
  ) {}

  @Operation(routes.listIngestions)
  async list(
    @Who() who: Identity,
    @Input(routes.listIngestions) { query }: InputOf<typeof routes.listIngestions>,
  ): Promise<{ items: Ingestion[]; total: number }> {
    const { corpus, state, ids, limit, offset } = query;
    if (corpus) await this.access.requireRole(who, corpus, 'curator');
    const { items, total } = await this.ingestions.list(who, {
      limit,
      offset,
      ...(corpus && { corpus }),
      ...(state && { state }),
      ...(ids && { ids }),
    });
    return { items: items.map(ingestionView), total };
  }

  @Operation(routes.ingestionEvents)
  async stream(
    @Who() who: Identity,
    @Input(routes.ingestionEvents) { query }: InputOf<typeof routes.ingestionEvents>,
    @Req() request: KnownRequest,
    @Res() response: Response,
  ): Promise<void> {
    this.access.requireKey(who);
    if (query.corpus) await this.access.requireRole(who, query.corpus, 'curator');
    await this.events.stream(request, response, query.corpus);
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
