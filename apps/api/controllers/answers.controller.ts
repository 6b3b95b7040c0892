import { randomUUID } from 'node:crypto';
import { Controller, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Access, type Identity } from '#access';
import { Answering, Records, whole } from '#answering';
import { KildeError } from '#platform';
import { answerEvents, answerView, recordView } from '../answer-views.js';
import type { AnswerRecord } from '../contract/index.js';
import { routes } from '../contract/routes.js';
import { EventStreams, wantsEvents } from '../http/event-streams.js';
import { Input, Operation, Who, type InputOf, type KnownRequest } from '../http/operation.js';
import { untilGone } from '../http/until-gone.js';

@Controller()
export class AnswersController {
  constructor(
    private readonly answering: Answering,
    private readonly records: Records,
    private readonly streams: EventStreams,
    private readonly access: Access,
  ) {}

  @Operation(routes.answer)
  async answer(
    @Who() who: Identity,
    @Input(routes.answer) { body }: InputOf<typeof routes.answer>,
    @Req() request: KnownRequest,
    @Res() response: Response,
  ): Promise<void> {
    const events = (id: string, signal: AbortSignal) => this.answering.answer(who, { ...body, id }, signal);
    return wantsEvents(request)
      ? this.streams.send(who.principal, request, response, (...work) => answerEvents(events(...work)))
      : untilGone(response, async (signal) => answerView(await whole(events(randomUUID(), signal))));
  }

  @Operation(routes.readAnswer)
  async readAnswer(
    @Who() who: Identity,
    @Input(routes.readAnswer) { params }: InputOf<typeof routes.readAnswer>,
  ): Promise<AnswerRecord> {
    this.access.requireAdmin(who);
    const record = await this.records.find(params.id);
    if (!record) throw new KildeError('unknown-answer', 404, 'There is no answer with this id.');
    return recordView(record);
  }
}
