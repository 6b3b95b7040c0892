import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AnswersRepository, type AnswerRecord, type Asker } from '#corpus';
import { RERANKER, type Reranker } from '#models';
import { CONFIG, LOG, type Config, type Log } from '#platform';
import { nearestPassage } from '#retrieval';
import type { Answer } from './events.js';
import { PROMPT_VERSION } from './generate/prompt.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What is kept of an answer for good. The text of a sentence is that of its quotes, or part of the wording. */
type Kept = Pick<Answer, 'status' | 'composer' | 'model' | 'complete' | 'answerability' | 'verification'> & {
  scope: Answer['found']['scope'];
  sources: { documentId: string; versionId: string; passageId: string; score: number }[];
  sentences: Omit<Answer['sentences'][number], 'text'>[];
  reason: string | null;
  notices: string[];
  degraded: string[];
};

/** What is written in words of the question, and goes with it. */
interface Wording {
  rewritten: string | null;
  sentences: string[];
}

/** An answer as it can be read back. */
export interface ReadBack extends Omit<Kept, 'sentences'> {
  id: string;
  createdAt: Date;
  principal: string | null;
  question: string | null;
  rewritten: string | null;
  sentences: (Omit<Answer['sentences'][number], 'text'> & { text: string | null })[];
  models: Record<string, string>;
}

/** The audit of answers: what each stood on, and for as many days as configured what was asked. */
@Injectable()
export class Records implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly answers: AnswersRepository,
    @Inject(RERANKER) private readonly reranker: Reranker | null,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.forget();
    this.timer = setInterval(() => void this.forget(), HOUR_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Keeps an answer, the question with it only where the configuration asks for that. */
  async keep(asker: Asker, question: string, answer: Answer): Promise<void> {
    const kept = this.config.keepQuestionsDays > 0;
    await this.answers.keep({
      id: answer.id,
      principalId: asker.principal,
      question: kept ? question : null,
      status: answer.status,
      response: whatStays(answer),
      wording: kept ? wordingOf(answer) : null,
      models: {
        composer: answer.composer,
        ...(answer.found.embedder && { embedder: answer.found.embedder.name }),
        ...(this.reranker && { reranker: this.reranker.name }),
        ...(answer.model && { chat: answer.model }),
        ...(answer.composer === 'generative' && { prompt: PROMPT_VERSION }),
      },
    });
  }

  async find(id: string): Promise<ReadBack | null> {
    const record = await this.answers.find(id);
    return record && readBack(record, this.config.keepQuestionsDays);
  }

  private async forget(): Promise<void> {
    try {
      await this.answers.forgetQuestions(this.config.keepQuestionsDays);
    } catch (error) {
      this.log.error('questions that are past their time could not be erased; it is tried again in an hour', {
        reason: (error as Error).message,
      });
    }
  }
}

function whatStays({ found, sentences, refusal, notices, ...answer }: Answer): Kept {
  const { status, composer, model, complete, answerability, verification } = answer;
  return {
    ...{ status, composer, model, complete, answerability, verification },
    scope: found.scope,
    sources: found.documents.slice(0, NEAREST).map(({ version, units: [{ unit, score }] }) => ({
      documentId: version.documentId,
      versionId: version.id,
      passageId: nearestPassage(unit).id,
      score: score.total,
    })),
    sentences: sentences.map(({ text: _, ...sentence }) => sentence),
    reason: refusal?.reason.code ?? null,
    notices: notices.map(({ code }) => code),
    degraded: found.degraded,
  };
}

/** As many as an answer shows. */
export const NEAREST = 5;

function wordingOf({ rewritten, sentences }: Answer): Wording {
  return { rewritten, sentences: sentences.map(({ text }) => text) };
}

/** A question past its days is not shown, also where it was not erased yet. */
function readBack(record: AnswerRecord, days: number): ReadBack {
  const expired = record.createdAt.getTime() < Date.now() - days * DAY_MS;
  const wording = expired ? null : (record.wording as Wording | null);
  const { sentences, ...kept } = record.response as Kept;
  return {
    ...kept,
    id: record.id,
    createdAt: record.createdAt,
    principal: record.principalId,
    question: expired ? null : record.question,
    rewritten: wording?.rewritten ?? null,
    sentences: sentences.map((sentence, at) => ({ ...sentence, text: wording?.sentences[at] ?? null })),
    models: record.models,
  };
}
