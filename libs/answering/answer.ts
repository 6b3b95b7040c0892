import { Injectable } from '@nestjs/common';
import { CorporaRepository, type Asker } from '#corpus';
import { Search, type Found, type SearchRequest } from '#retrieval';
import { answerabilityScore } from './answerable.js';
import { fold, type AnswerEvent, type Outcome, type ReasonCode } from './events.js';
import { Extractive } from './extractive.js';
import { Records } from './records.js';
import { refusalOf } from './refusal.js';
import { suggestions } from './suggest.js';

export interface Question extends Omit<SearchRequest, 'query' | 'facets' | 'candidates'> {
  /** What the answer will be called. */
  id: string;
  question: string;
}

const NOTHING_COMPOSED = { sentences: 0, verified: 0, corrected: 0, failures: {} };

/** The way of an answer: search, refuse or compose, verify each quote, keep the record. */
@Injectable()
export class Answering {
  constructor(
    private readonly search: Search,
    private readonly corpora: CorporaRepository,
    private readonly extractive: Extractive,
    private readonly records: Records,
  ) {}

  /**
   * Tells what happens as it happens; `fold` makes the whole answer of it. Stops at the next step once aborted.
   * @throws KildeError as `Search.find` does
   */
  async *answer(asker: Asker, asked: Question, signal?: AbortSignal): AsyncGenerator<AnswerEvent> {
    const told: AnswerEvent[] = [];
    for await (const event of this.events(asker, asked)) {
      signal?.throwIfAborted();
      told.push(event);
      if (event.type === 'done') await this.records.keep(asker, asked.question, fold(told), null);
      yield event;
    }
  }

  private async *events(asker: Asker, { id, question, ...scope }: Question): AsyncGenerator<AnswerEvent> {
    const status = { type: 'status', answer: id, rewritten: null } as const;
    yield { ...status, stage: 'searching' };
    const found = await this.search.find(asker, { query: question, ...scope });
    yield { type: 'hits', found };

    const score = answerabilityScore(found);
    const outcome = { composer: 'extractive', model: null, complete: null, notices: [] } as const;
    const answerability = found.documents.length > 0 ? 1 / (1 + Math.exp(-score)) : null;
    if (score < 0) {
      const code = (await this.isEmpty(asker, found)) ? 'nothing-stored' : 'no-relevant-passage';
      yield* refused(code, found, { ...outcome, answerability, verification: NOTHING_COMPOSED });
      return;
    }
    yield { ...status, stage: 'composing' };
    const verification = yield* this.extractive.compose(asker, found);
    const done = { ...outcome, notices: [], answerability, verification };
    if (verification.verified === 0) yield* refused('not-verifiable', found, done);
    else yield { type: 'done', outcome: { status: 'answered', ...done } };
  }

  /** Is there nothing at all that could have been found? */
  private async isEmpty(asker: Asker, { documents }: Found): Promise<boolean> {
    if (documents.length > 0) return false;
    const readable = await this.corpora.readable(asker);
    return (await this.corpora.documentCounts(readable.map(({ id }) => id))).size === 0;
  }
}

function* refused(
  code: ReasonCode,
  found: Found,
  outcome: Omit<Outcome, 'status' | 'notices'>,
): Generator<AnswerEvent> {
  yield { type: 'refusal', refusal: refusalOf(code, { suggestions: suggestions(found) }) };
  yield { type: 'done', outcome: { status: 'refused', notices: [], ...outcome } };
}
