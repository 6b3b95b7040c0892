import { Controller } from '@nestjs/common';
import type { Identity } from '#access';
import { Comparisons, Summaries } from '#answering';
import type { ComparisonResponse, SummaryResponse } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Input, Operation, Who, type InputOf } from '../http/operation.js';

@Controller()
export class TasksController {
  constructor(
    private readonly summaries: Summaries,
    private readonly comparisons: Comparisons,
  ) {}

  @Operation(routes.summarise)
  summarise(
    @Who() who: Identity,
    @Input(routes.summarise) { body }: InputOf<typeof routes.summarise>,
  ): Promise<SummaryResponse> {
    return this.summaries.summarise(who, body.version);
  }

  @Operation(routes.compare)
  compare(
    @Who() who: Identity,
    @Input(routes.compare) { body }: InputOf<typeof routes.compare>,
  ): Promise<ComparisonResponse> {
    return this.comparisons.compare(who, body.versions);
  }
}
