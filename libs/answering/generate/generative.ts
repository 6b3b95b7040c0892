import { Inject, Injectable } from '@nestjs/common';
import { DocumentsRepository, type Asker } from '#corpus';
import { CHAT, converse, type Chat, type ChatMessage } from '#models';
import { CONFIG, type Config, type KildeError, type Language } from '#platform';
import { passageText, type Found } from '#retrieval';
import type { AnswerEvent, Composed, Quote } from '../events.js';
import { byRank } from '../merge.js';
import { bestPassages } from '../passages.js';
import { quoteOf, sourceOf } from '../source.js';
import { check, type DraftedSentence, type Failure } from '../verify/check.js';
import { stands } from '../verify/stands.js';
import { drafts } from './draft.js';
import { ANSWER_SCHEMA, answerPrompt } from './prompt.js';
import { followUp, sum, type Round } from './rounds.js';

const TRIES = 2;

/** A text that the model is given under a short id, and how a range of it is quoted. */
export interface Given {
  id: string;
  text: string;
  language: Language;
  quote: (range: { start: number; end: number }) => Quote;
}
type Verify = (sentence: DraftedSentence) => { quotes: Quote[]; failures: Failure[] };

/** Composes with the chat model: it drafts, code verifies, and what fails is asked for once more. */
@Injectable()
export class Generative {
  constructor(
    private readonly documents: DocumentsRepository,
    @Inject(CHAT) private readonly chat: Chat | null,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Is a chat model configured? */
  get available(): boolean {
    return this.chat !== null;
  }

  /** Yields each sentence once it is verified; says in the end why the model gave nothing, where it did not. */
  async *compose(
    asker: Asker,
    question: string,
    found: Found,
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerEvent, Composed & { broken: KildeError | null }> {
    const { asOf, language } = found.scope;
    const sources = bestPassages(found, this.config.answers.passages).map(({ document, passage }, at) => ({
      ...{ id: `p${at + 1}`, passage, version: document.version },
      source: sourceOf(document.version, asOf),
    }));
    const given = sources.map(({ id, version, passage }): Given => {
      const { start: offset, language } = passage.passage;
      const quote: Given['quote'] = ({ start, end }) =>
        quoteOf(version, passage, { start: offset + start, end: offset + end }, asOf);
      return { id, language, quote, text: passageText(passage.unit, passage.passage) };
    });
    const versions = new Set(sources.map(({ version }) => version.id));
    const stored = await this.documents.texts(asker, [...versions]);
    return yield* this.write(
      answerPrompt({ question, asOf, language }, sources),
      given,
      stored,
      question,
      signal,
    );
  }

  /**
   * Lets the model write about the texts that it is given; what fails is asked for once more.
   * @param stored canonical texts by version, that every quote is held against
   * @param question whose words a sentence may take up
   */
  async *write(
    prompt: ChatMessage[],
    given: Given[],
    stored: Map<string, string>,
    question: string,
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerEvent, Composed & { broken: KildeError | null }> {
    const verify = verifier(given, question, stored);
    let messages: ChatMessage[] | null = prompt;
    const rounds: Round[] = [];
    const told = new Set<string>();
    while (messages) {
      const round: Round = yield* this.round(messages, verify, told, rounds[0], signal);
      rounds.push(round);
      messages = rounds.length < TRIES ? followUp(messages, round) : null;
      if (messages) yield { type: 'status', stage: 'correcting' };
    }
    const composed = sum(rounds);
    if (this.config.answers.unsupported === 'mark' && composed.verification.verified > 0)
      for (const { position, sentence } of rounds.at(-1)!.failed)
        yield { type: 'sentence', sentence: { position, text: sentence.text, quotes: [], supported: false } };
    return composed;
  }

  /**
   * One answer of the model, its sentences verified as they come.
   * @param told what has been said already; a model that repeats it is passed over
   * @param before the round that this one corrects
   */
  private async *round(
    messages: ChatMessage[],
    verify: Verify,
    told: Set<string>,
    before: Round | undefined,
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerEvent, Round> {
    const round: Round = { verified: 0, failed: [], end: null, broken: null };
    const places = before?.failed.map(({ position }) => position) ?? [];
    const drafted = drafts(converse(this.chat!, messages, ANSWER_SCHEMA, signal));
    try {
      let next = await drafted.next();
      for (let at = 0; !next.done; next = await drafted.next()) {
        if (told.has(next.value.text)) continue;
        const position = places[at] ?? (before?.verified ?? 0) + at;
        at++;
        const { quotes, failures } = verify(next.value);
        if (failures.length > 0) round.failed.push({ position, sentence: next.value, failures });
        else {
          round.verified++;
          told.add(next.value.text);
          yield { type: 'sentence', sentence: { position, text: next.value.text, quotes, supported: true } };
        }
      }
      round.end = next.value;
    } catch (error) {
      if ((error as KildeError).code !== 'model-unavailable') throw error;
      round.broken = error as KildeError;
    }
    return round;
  }
}

/** Holds sentences against the texts given, and their quotes against the stored ones. */
function verifier(given: Given[], question: string, stored: Map<string, string>): Verify {
  return (sentence) => {
    const { quotes: ranges, failures } = check(sentence, given, question);
    const quotes = ranges.map(({ passage: id, start, end }) =>
      given.find((own) => own.id === id)!.quote({ start, end }),
    );
    if (!quotes.every((quote) => stands(quote, stored.get(quote.versionId))))
      return { quotes: [], failures: [...failures, 'quote-not-found'] };
    return { quotes: byRank(quotes), failures };
  };
}
