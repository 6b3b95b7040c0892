import type { StreamEvent } from '../api/events.js';
import type { AnswerEvents, Hit, Problem, Refusal, Scope, Sentence } from '../api/openapi.js';

export type Outcome = AnswerEvents['done'];

/** What has been told of an answer so far. */
export interface Telling {
  id: string;
  stage: AnswerEvents['status']['stage'];
  /** The question as it was searched, where it is not the one that was asked. */
  rewritten: string | null;
  hits: Hit[];
  scope: Scope | null;
  degraded: string[];
  /** In the order of the answer. */
  sentences: ToldSentence[];
  refusal: Refusal | null;
  /** Null until the answer has ended. */
  outcome: Outcome | null;
  problem: Problem | null;
  connection: 'open' | 'lost' | 'given-up';
}

/** `before`: of an answer that broke off, until the one begun anew says the same or has ended. */
export type ToldSentence = Sentence & { before?: true };

const NOTHING: Telling = {
  ...{ id: '', stage: 'searching', rewritten: null, hits: [], scope: null, degraded: [], sentences: [] },
  ...{ refusal: null, outcome: null, problem: null, connection: 'open' },
};

/** What is known after one more event. */
export function tell(told: Telling = NOTHING, next: StreamEvent): Telling {
  if (next.kind !== 'event') return { ...told, connection: next.kind };
  const data = JSON.parse(next.data) as AnswerEvents[keyof AnswerEvents];
  return take({ ...told, connection: 'open' }, { [next.event]: data });
}

function take(
  told: Telling,
  { status, hits, sentence, refusal, done, error }: Partial<AnswerEvents>,
): Telling {
  if (status && status.answer !== told.id) {
    // A server that was started anew knows nothing of the answer that it broke off, and begins another one.
    const sentences = told.sentences.map((one) => ({ ...one, before: true as const }));
    return { ...NOTHING, ...started(status), sentences };
  }
  if (status) return { ...told, stage: status.stage };
  if (hits) return { ...told, hits: hits.hits, scope: hits.scope, degraded: hits.degraded ?? [] };
  if (sentence) {
    const others = told.sentences.filter(({ position }) => position !== sentence.position);
    return { ...told, sentences: [...others, sentence].sort((a, b) => a.position - b.position) };
  }
  if (refusal) return { ...told, refusal };
  if (done) return { ...told, outcome: done, sentences: told.sentences.filter(({ before }) => !before) };
  if (error) return { ...told, problem: error };
  return told;
}

function started({ answer, stage, rewritten }: AnswerEvents['status']) {
  return { id: answer, stage, rewritten };
}

/** Will more come? */
export function isUnderWay({ outcome, problem, connection }: Telling): boolean {
  return !outcome && !problem && connection !== 'given-up';
}
