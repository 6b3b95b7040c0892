import { Controller } from '@nestjs/common';
import { Access, type Identity } from '#access';
import { ExcerptsRepository, FeedbackRepository } from '#corpus';
import { KildeError } from '#platform';
import type { Feedback } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { Input, Operation, Who, type InputOf } from '../http/operation.js';
import { feedbackView, placeOf } from '../work-views.js';

@Controller()
export class FeedbackController {
  constructor(
    private readonly feedback: FeedbackRepository,
    private readonly excerpts: ExcerptsRepository,
    private readonly access: Access,
  ) {}

  @Operation(routes.sendFeedback)
  async send(
    @Who() who: Identity,
    @Input(routes.sendFeedback) { body }: InputOf<typeof routes.sendFeedback>,
  ): Promise<{ id: string }> {
    if ((await this.feedback.lately(who.principal)) >= MOST_AN_HOUR)
      throw new KildeError(
        'too-much-feedback',
        429,
        'So much feedback was sent within the last hour that no more is taken. Send yours later.',
      );
    const id = await this.feedback.send(who, {
      ...{ answerId: body.answer ?? null, question: body.question ?? null, comment: body.comment },
      ...{ reason: body.reason, corpora: body.corpora ?? [], place: body.place ? placeOf(body.place) : null },
    });
    if (id) return { id };
    throw body.place
      ? new KildeError('unknown-version', 404, 'There is no version with this id that you may read.')
      : new KildeError('unknown-corpus', 404, 'There is none of these corpora that you may read.');
  }

  @Operation(routes.listFeedback)
  async list(
    @Who() who: Identity,
    @Input(routes.listFeedback) { query }: InputOf<typeof routes.listFeedback>,
  ): Promise<{ items: Feedback[]; total: number }> {
    this.access.requireKey(who);
    const { corpus, settled, limit, offset } = query;
    if (corpus) await this.access.requireRole(who, corpus, 'curator');
    const { items, total } = await this.feedback.list(who, {
      ...{ settled: settled === 'true', limit, offset },
      ...(corpus && { corpus }),
    });
    const placed = items.flatMap(({ id, versionId, start, end }) =>
      versionId === null ? [] : [{ id, versionId, start, end }],
    );
    const excerpts = await this.excerpts.at(who, placed);
    const byId = new Map(placed.map(({ id }, at) => [id, excerpts[at] ?? null]));
    return { items: items.map((item) => feedbackView(item, byId.get(item.id) ?? null)), total };
  }

  @Operation(routes.settleFeedback)
  async settle(
    @Who() who: Identity,
    @Input(routes.settleFeedback) { params }: InputOf<typeof routes.settleFeedback>,
  ): Promise<void> {
    if (await this.feedback.settle(who, params.id)) return;
    throw new KildeError('unknown-feedback', 404, 'There is no feedback with this id on what you curate.');
  }
}

/** Of one key, or of the anonymous public as a whole: nobody is to bury the curators. */
const MOST_AN_HOUR = 200;
