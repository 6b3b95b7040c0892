import { Controller, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Identity } from '#access';
import { KildeError, startStopwatch, type Timings } from '#platform';
import { DidYouMean, Search } from '#retrieval';
import type { Filters, SearchResponse } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Input, Operation, Who, validate, type InputOf } from '../http/operation.js';
import { searchView } from '../views.js';

@Controller()
export class SearchController {
  constructor(
    private readonly search: Search,
    private readonly didYouMean: DidYouMean,
  ) {}

  @Operation(routes.search)
  async find(
    @Who() who: Identity,
    @Input(routes.search) { body }: InputOf<typeof routes.search>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SearchResponse> {
    return this.run(who, body, response);
  }

  @Operation(routes.searchLink)
  async findByLink(
    @Who() who: Identity,
    @Input(routes.searchLink) { query }: InputOf<typeof routes.searchLink>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SearchResponse> {
    const { q, corpora, filters, ...rest } = query;
    const request = {
      ...rest,
      query: q,
      ...(corpora && { corpora: corpora.split(',') }),
      ...(filters && { filters: parseFilters(filters) }),
    };
    return this.run(who, validate(routes.search.body, request), response);
  }

  private async run(
    who: Identity,
    { limit, offset, sort, passages, addedSince, ...request }: z.output<typeof routes.search.body>,
    response: Response,
  ): Promise<SearchResponse> {
    const clock = startStopwatch();
    const since = addedSince === undefined ? undefined : new Date(addedSince);
    const found = await this.search.find(who, { ...request, addedSince: since }, clock);
    clock.enter('spelling');
    const didYouMean = await this.didYouMean.instead(who, request.query, found.unknown, found.scope.corpora);
    clock.enter('view');
    const view = { ...searchView(found, { limit, offset, sort, passages }), didYouMean };
    response.setHeader('Server-Timing', serverTiming(clock.timings()));
    return view;
  }
}

/** Where the time went, in the form of W3C Server Timing: browsers show it, and so can an operator's curl. */
function serverTiming(timings: Timings): string {
  return Object.entries(timings)
    .map(([stage, ms]) => `${stage};dur=${ms}`)
    .join(', ');
}

function parseFilters(text: string): Filters {
  try {
    return JSON.parse(text) as Filters;
  } catch {
    throw new KildeError(
      'bad-filter',
      400,
      'The parameter "filters" is not JSON. Example: {"kind":["ruling"],"date":{"from":"2024-01-01"}}.',
    );
  }
}
