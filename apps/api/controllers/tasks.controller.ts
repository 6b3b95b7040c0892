import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Identity } from '#access';
import {
  Comparisons,
  Drafts,
  Explanations,
  OVERVIEW_FILES,
  overviewFile,
  Overviews,
  Summaries,
  type OverviewFile,
} from '#answering';
import type { ComparisonResponse } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Input, Operation, Who, type InputOf } from '../http/operation.js';
import { untilGone } from '../http/until-gone.js';

@Controller()
export class TasksController {
  constructor(
    private readonly summaries: Summaries,
    private readonly comparisons: Comparisons,
    private readonly overviews: Overviews,
    private readonly explanations: Explanations,
    private readonly drafts: Drafts,
  ) {}

  @Operation(routes.summarise)
  summarise(
    @Who() who: Identity,
    @Input(routes.summarise) { body }: InputOf<typeof routes.summarise>,
    @Res() response: Response,
  ): Promise<void> {
    return untilGone(response, (signal) =>
      this.summaries.summarise(who, body.version, body.composer, signal),
    );
  }

  @Operation(routes.compare)
  compare(
    @Who() who: Identity,
    @Input(routes.compare) { body }: InputOf<typeof routes.compare>,
  ): Promise<ComparisonResponse> {
    return this.comparisons.compare(who, body.versions);
  }

  @Operation(routes.overview)
  overview(
    @Who() who: Identity,
    @Input(routes.overview) { body }: InputOf<typeof routes.overview>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = request.accepts(['json', ...OVERVIEW_FILES]) as 'json' | OverviewFile | false;
    return untilGone(response, async (signal) => {
      const overview = await this.overviews.overview(who, body, signal);
      if (!form || form === 'json') return overview;
      const file = await overviewFile(form, body.query, overview);
      response.attachment(`overview.${form}`);
      return file;
    });
  }

  @Operation(routes.explain)
  explain(
    @Who() who: Identity,
    @Input(routes.explain) { body }: InputOf<typeof routes.explain>,
    @Res() response: Response,
  ): Promise<void> {
    return untilGone(response, (signal) => this.explanations.explain(who, body, signal));
  }

  @Operation(routes.draft)
  draft(
    @Who() who: Identity,
    @Input(routes.draft) { body }: InputOf<typeof routes.draft>,
    @Res() response: Response,
  ): Promise<void> {
    return untilGone(response, (signal) => this.drafts.draft(who, body, signal));
  }
}
