import { Inject, Injectable } from '@nestjs/common';
import { CorporaRepository, type Asker } from '#corpus';
import { CONFIG, KildeError, type Config } from '#platform';
import { Search, type Found, type SearchRequest } from '#retrieval';
import { answerability } from './answerable.js';
import {
  fold,
  type AnswerEvent,
  type AnswerSentence,
  type Composed,
  type Outcome,
  type ReasonCode,
} from './events.js';
import { Extractive } from './extractive.js';
import { Generative } from './generate/generative.js';
import { notice, noticesOf } from './notices.js';
import { Records } from './records.js';
import { refusalOf } from './refusal.js';
import { suggestions } from './suggest.js';

type Composer = Outcome['composer'];

export interface Question extends Omit<SearchRequest, 'query' | 'facets' | 'candidates'> {
  /** What the answer will be called. */
  id: string;
  question: string;
  composer?: Composer | undefined;
}

const NOTHING: Composed = {
  ...{ model: null, complete: null },
  verification: { sentences: 0, verified: 0, corrected: 0, failures: {} },
};

/** The way of an answer: search, refuse or compose, verify each quote, keep the record. */
@Injectable()
export class Answering {
  constructor(
    private readonly search: Search,
    private readonly corpora: CorporaRepository,
    private readonly extractive: Extractive,
    private readonly generative: Generative,
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
    { id, question, composer: wanted, ...scope }: Question,
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerEvent> {
    const composer = this.chooseComposer(wanted);
    yield { type: 'question', answer: id, rewritten: null };
    yield { type: 'status', stage: 'searching' };
    const found = await this.search.find(asker, { query: question, ...scope });
    yield { type: 'hits', found };

    const likely = answerability(found);
    if (likely === null || likely < this.config.answers.threshold) {
      const code = (await this.isEmpty(asker, found)) ? 'nothing-stored' : 'no-relevant-passage';
      yield* refused(code, found, { ...NOTHING, composer, answerability: likely, notices: [] });
      return;
    }
    yield { type: 'status', stage: 'composing' };
    const sentences: AnswerSentence[] = [];
    const { broken, ...made } = yield* noting(
      sentences,
      this.compose(asker, question, found, composer, signal),
    );
    const notices = [
      ...(broken ? [notice('model-unavailable', broken.message)] : []),
      ...noticesOf(sentences, { language: found.scope.language, complete: made.complete }),
    ];
    const outcome = { ...made, answerability: likely, notices };
    if (made.verification.verified > 0) yield { type: 'done', outcome: { status: 'answered', ...outcome } };
    else if (made.composer === 'generative' && broken) yield* refused('model-unavailable', found, outcome);
    else
      yield* refused(
        made.verification.sentences > 0 ? 'not-verifiable' : 'no-relevant-passage',
        found,
        outcome,
      );
  }

  /** By the composer that is wanted; without the model where it fails and the configuration allows that. */
  private async *compose(
    asker: Asker,
    question: string,
    found: Found,
    composer: Composer,
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerEvent, Composed & { composer: Composer; broken: KildeError | null }> {
    let broken: KildeError | null = null;
    if (composer === 'generative') {
      const made = yield* this.generative.compose(asker, question, found, signal);
      if (!made.broken || this.config.answers.fallback === 'refuse') return { ...made, composer };
      broken = made.broken;
    }
    return { ...(yield* this.extractive.compose(asker, found)), composer: 'extractive', broken };
  }

  private chooseComposer(wanted: Composer | undefined): Composer {
    if (wanted === 'generative' && !this.generative.available)
      throw modelNeeded('An answer in its own words');
    return wanted ?? (this.generative.available ? 'generative' : 'extractive');
  }

  /** Is there nothing at all that could have been found? */
  private async isEmpty(asker: Asker, { documents }: Found): Promise<boolean> {
    if (documents.length > 0) return false;
    const readable = await this.corpora.readable(asker);
    return (await this.corpora.documentCounts(readable.map(({ id }) => id))).size === 0;
  }
}

/** What only a chat model can do was asked for, and none is configured. */
export function modelNeeded(what: string): KildeError {
  return new KildeError(
    'model-needed',
    409,
    `${what} needs a chat model, and none is configured here. Set KILDE_CHAT, KILDE_CHAT_URL and KILDE_CHAT_MODEL.`,
  );
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

function* refused(code: ReasonCode, found: Found, outcome: Omit<Outcome, 'status'>): Generator<AnswerEvent> {
  yield { type: 'refusal', refusal: refusalOf(code, { suggestions: suggestions(found) }) };
  yield { type: 'done', outcome: { status: 'refused', ...outcome } };
}
