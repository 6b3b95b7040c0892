import type { Treatment } from '#corpus';
import type { Language } from '#platform';
import type { Found } from '#retrieval';
import type { Forbidden } from './guard/policy.js';

/** A version as an answer names it, on the day that was asked for. */
export interface Source {
  documentId: string;
  versionId: string;
  documentTitle: string;
  key: string;
  corpus: string;
  kind: string | null;
  rank: number | null;
  date: string | null;
  validFrom: string | null;
  validTo: string | null;
  validity: 'in-force' | 'superseded' | 'future';
  treatments: Treatment[];
}

/** A verbatim span of a passage; `start` and `end` are places in the canonical text of the version. */
export interface Quote extends Source {
  passageId: string;
  language: Language;
  page: number | null;
  headings: string[];
  start: number;
  end: number;
  text: string;
}

export interface AnswerSentence {
  position: number;
  text: string;
  quotes: Quote[];
  /** False only where the configuration shows what could not be verified. */
  supported: boolean;
}

export type ReasonCode =
  | 'nothing-stored'
  | 'no-relevant-passage'
  | 'only-outdated'
  | 'out-of-policy'
  | 'personal-data'
  | 'model-unavailable'
  | 'not-verifiable';

export interface Refusal {
  reason: { code: ReasonCode; message: string } & Partial<Forbidden>;
  suggestions: string[];
  outdated: { quote: Quote; inForce: Source | null }[];
}

export type NoticeCode =
  | 'question-rewritten'
  | 'personal-data-masked'
  | 'model-unavailable'
  | 'sources-differ-in-date'
  | 'sources-differ-in-kind'
  | 'source-overturned'
  | 'practice-changed'
  | 'incomplete'
  | 'unsupported-sentences'
  | 'other-languages';

export interface Notice {
  code: NoticeCode;
  message: string;
}

export interface Verification {
  sentences: number;
  verified: number;
  corrected: number;
  failures: Record<string, number>;
}

/** What a composer says in the end, beside the sentences that it gave. */
export interface Composed {
  /** As the model's own response named it. */
  model: string | null;
  complete: boolean | null;
  verification: Verification;
}

export interface Outcome extends Composed {
  status: 'answered' | 'refused';
  composer: 'extractive' | 'generative';
  answerability: number | null;
  notices: Notice[];
}

/** What happens on the way to an answer, in order; the last one is `done`. */
export type AnswerEvent =
  | { type: 'question'; answer: string; rewritten: string | null }
  | { type: 'status'; stage: 'searching' | 'composing' | 'correcting' }
  | { type: 'hits'; found: Found }
  | { type: 'sentence'; sentence: AnswerSentence }
  | { type: 'refusal'; refusal: Refusal }
  | { type: 'done'; outcome: Outcome };

/** An answer as a whole: what its events add up to. */
export interface Answer extends Outcome {
  id: string;
  rewritten: string | null;
  found: Found;
  sentences: AnswerSentence[];
  refusal: Refusal | null;
}

/** Waits for all events and adds them up. */
export async function whole(events: AsyncIterable<AnswerEvent>): Promise<Answer> {
  const told: AnswerEvent[] = [];
  for await (const event of events) told.push(event);
  return fold(told);
}

/** Adds events up. Throws when they are not those of a whole answer. */
export function fold(events: AnswerEvent[]): Answer {
  const the = <T extends AnswerEvent['type']>(type: T) =>
    events.findLast((event): event is Extract<AnswerEvent, { type: T }> => event.type === type);
  const [question, hits, done] = [the('question'), the('hits'), the('done')];
  if (!question || !hits || !done) throw new Error('These events are not a whole answer.');
  const sentences = events.flatMap((event) => (event.type === 'sentence' ? [event.sentence] : []));
  return {
    id: question.answer,
    rewritten: question.rewritten,
    found: hits.found,
    sentences: sentences.toSorted((a, b) => a.position - b.position),
    refusal: the('refusal')?.refusal ?? null,
    ...done.outcome,
  };
}
