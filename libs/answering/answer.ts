import { Inject, Injectable } from '@nestjs/common';
import type { Asker } from '#corpus';
import { CONFIG, type Config } from '#platform';
import { Search, type SearchRequest } from '#retrieval';
import { answerability } from './answerable.js';
import { Composing, type Composer } from './compose.js';
import {
  fold,
  type AnswerEvent,
  type AnswerSentence,
  type Composed,
  type Outcome,
  type Refusal,
} from './events.js';
import { masked } from './guard/identifiers.js';
import { leavesMachine } from './guard/remote.js';
import { notice, noticesOf } from './notices.js';
import { Records } from './records.js';
import { refusalOf, Refusing } from './refusal.js';
import { standAlone } from './rewrite.js';

export interface Question extends Omit<SearchRequest, 'query' | 'facets' | 'candidates' | 'outdated'> {
  /** What the answer will be called. */
  id: string;
  question: string;
  /** The questions before, oldest first. */
  previous?: string[] | undefined;
  composer?: Composer | undefined;
}

const NOTHING: Composed = {
  ...{ model: null, complete: null },
  verification: { sentences: 0, verified: 0, corrected: 0, failures: {} },
};

/** The way of an answer: mask and rewrite the question, search, refuse or compose, verify each quote, keep the record. */
@Injectable()
export class Answering {
  constructor(
    private readonly search: Search,
    private readonly refusing: Refusing,
    private readonly composing: Composing,
    private readonly records: Records,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Tells what happens as it happens; `whole` makes the answer of it. Stops at the next step once aborted.
   * @throws KildeError `model-needed`, and as `Search.find` does
   */
  async *answer(asker: Asker, asked: Question, signal?: AbortSignal): AsyncGenerator<AnswerEvent> {
    const told: AnswerEvent[] = [];
    for await (const event of this.way(asker, asked, signal)) {
      signal?.throwIfAborted();
      told.push(event);
      if (event.type === 'done') await this.records.keep(asker, asked.question, fold(told));
      yield event;
    }
  }

  private async *way(
    asker: Asker,
    { id, question: asked, previous = [], composer: wanted, ...scope }: Question,
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerEvent> {
    const composer = this.composing.choose(wanted);
    const [question, ...before] = [asked, ...previous].map((text) => this.safe(text)) as [
      string,
      ...string[],
    ];
    const alone = standAlone(question, before);
    const query = alone ?? question;
    yield { type: 'question', answer: id, rewritten: query === asked ? null : query };
    yield { type: 'status', stage: 'searching' };
    const request = { ...scope, query };
    const found = await this.search.find(asker, request);
    yield { type: 'hits', found };

    const beforehand = [
      ...(alone ? [notice('question-rewritten', `The question was taken up as: ${alone}`)] : []),
      ...(question === asked
        ? []
        : [notice('personal-data-masked', 'Personal identifiers in the question were masked.')]),
    ];
    const outcome = { ...NOTHING, composer, answerability: answerability(found), notices: beforehand };
    const refusal = await this.refusing.decide(asker, asked, request, found, question !== asked);
    if (refusal) return yield* refused(refusal, outcome);

    yield { type: 'status', stage: 'composing' };
    const sentences: AnswerSentence[] = [];
    const { broken, ...made } = yield* noting(
      sentences,
      this.composing.compose(asker, query, found, composer, signal),
    );
    const notices = [
      ...beforehand,
      ...(broken ? [notice('model-unavailable', broken.message)] : []),
      ...noticesOf(sentences, { language: found.scope.language, complete: made.complete }),
    ];
    const done = { ...outcome, ...made, notices };
    const { sentences: composed, verified } = made.verification;
    if (verified > 0) yield { type: 'done', outcome: { status: 'answered', ...done } };
    else if (broken && made.composer === 'generative')
      yield* refused(refusalOf('model-unavailable', found), done);
    else yield* refused(refusalOf(composed > 0 ? 'not-verifiable' : 'no-relevant-passage', found), done);
  }

  /** The text as it may leave this machine. */
  private safe(text: string): string {
    const masks = this.config.answers.personalIdentifiers !== 'send' && leavesMachine(this.config);
    return masks ? masked(text) : text;
  }
}

/** The same events, their sentences noted. */
async function* noting<R>(
  sentences: AnswerSentence[],
  events: AsyncGenerator<AnswerEvent, R>,
): AsyncGenerator<AnswerEvent, R> {
  for (let next = await events.next(); ; next = await events.next()) {
    if (next.done) return next.value;
    if (next.value.type === 'sentence') sentences.push(next.value.sentence);
    yield next.value;
  }
}

function* refused(refusal: Refusal, outcome: Omit<Outcome, 'status'>): Generator<AnswerEvent> {
  yield { type: 'refusal', refusal };
  yield { type: 'done', outcome: { status: 'refused', ...outcome } };
}
