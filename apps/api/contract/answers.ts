import { z } from 'zod';
import { Day, Id, Language, Moment, Problem, Slug, Treatment } from './common.js';
import { Hit, Query, Scope, question } from './search.js';

export const Composer = z
  .enum(['extractive', 'generative'])
  .describe('`extractive` quotes sentences as they stand; `generative` lets the configured model write.');

export const AnswerRequest = z
  .object({
    question: Query,
    ...question,
    previous: z
      .array(Query)
      .max(10)
      .optional()
      .describe('The questions before this one, oldest first; a follow-up is rewritten to stand alone.'),
    composer: Composer.optional().describe('Generative when absent and a chat model is configured.'),
  })
  .strict()
  .meta({ id: 'AnswerRequest' });

/** A version as an answer names it, on the day that was asked for. */
const source = {
  documentId: Id,
  versionId: Id,
  documentTitle: z.string(),
  key: z.string(),
  corpus: Slug,
  kind: z.string().nullable(),
  rank: z.int().nullable().describe('How much its kind binds in its corpus: 1 the most.'),
  date: Day.nullable(),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  validity: z.enum(['in-force', 'superseded', 'future']).describe('On the day that was asked for.'),
  treatments: z.array(Treatment),
};
export const Source = z.object(source).meta({ id: 'Source' });

export const Quote = z
  .object({
    ...source,
    passageId: Id,
    language: Language,
    page: z.int().nullable(),
    headings: z.array(z.string()),
    start: z.int(),
    end: z.int(),
    text: z.string().describe('Verbatim: the canonical text of the version from `start` to `end`.'),
  })
  .meta({ id: 'Quote' });

export const Sentence = z
  .object({
    position: z
      .int()
      .min(0)
      .describe('Its place in the answer; a corrected sentence may be sent after a later one.'),
    text: z.string(),
    quotes: z.array(Quote),
    supported: z
      .boolean()
      .describe('False only where the configuration shows what no quote could be verified for: mark it.'),
  })
  .meta({ id: 'Sentence' });

/** What a person should know beside the answer; `code` is stable, `message` is for API users. */
export const Notice = z
  .object({
    code: z.enum([
      'question-rewritten',
      'personal-data-masked',
      'model-unavailable',
      'sources-differ-in-date',
      'sources-differ-in-kind',
      'source-overturned',
      'practice-changed',
      'incomplete',
      'unsupported-sentences',
      'other-languages',
    ]),
    message: z.string(),
  })
  .meta({ id: 'Notice' });

export const Refusal = z
  .object({
    reason: z.object({
      code: z.enum([
        'nothing-stored',
        'no-relevant-passage',
        'only-outdated',
        'out-of-policy',
        'personal-data',
        'model-unavailable',
        'not-verifiable',
      ]),
      message: z.string(),
      rule: z.string().optional().describe('The rule of this deployment that forbids it (`out-of-policy`).'),
      use: z
        .enum(['decide-case', 'assess-person'])
        .optional()
        .describe('The name of the use that the rule forbids; absent for a rule of the deployment’s own.'),
      contact: z.string().optional().describe('Whom to turn to instead (`out-of-policy`).'),
    }),
    suggestions: z.array(z.string()).describe('Better queries, in words of the corpus.'),
    outdated: z
      .array(z.object({ quote: Quote, inForce: Source.nullable() }))
      .describe('What only a superseded or future version says, and the version in force (`only-outdated`).'),
  })
  .meta({ id: 'Refusal' });

export const Verification = z
  .object({
    sentences: z.int().describe('Sentences that were composed.'),
    verified: z.int(),
    corrected: z.int().describe('Of the verified: only after one retry.'),
    failures: z.record(z.string(), z.int()).describe('How often each rule failed, by its code.'),
  })
  .meta({ id: 'Verification' });

const found = { hits: z.array(Hit), scope: Scope, degraded: z.array(z.string()).optional() };
const outcome = {
  status: z.enum(['answered', 'refused']),
  composer: Composer,
  model: z.string().nullable().describe('As the model’s own response named it.'),
  complete: z.boolean().nullable().describe('Does it answer all that was asked, by the model’s own verdict?'),
  answerability: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('How likely the best document is about the question; refused below the threshold.'),
  verification: Verification,
  notices: z.array(Notice),
};

export const AnswerResponse = z
  .object({
    id: Id,
    rewritten: z
      .string()
      .nullable()
      .describe(
        'The question as it was searched, where it was rewritten or masked. To correct it, ask it anew.',
      ),
    ...found,
    sentences: z.array(Sentence),
    refusal: Refusal.nullable(),
    ...outcome,
  })
  .meta({ id: 'AnswerResponse' });

/** The data of each event of a stream, by its name. A stream ends with `done` or `error`. */
export const AnswerEvents = z
  .object({
    status: z.object({
      answer: Id,
      stage: z.enum(['searching', 'composing', 'correcting']),
      rewritten: z.string().nullable(),
    }),
    hits: z.object(found),
    sentence: Sentence,
    refusal: Refusal,
    done: z.object(outcome),
    error: Problem,
  })
  .meta({ id: 'AnswerEvents' });

/** An answer as it is kept for audit. */
export const AnswerRecord = z
  .object({
    id: Id,
    createdAt: Moment,
    principal: Id.nullable().describe('Null for the anonymous public, and for a key that is gone.'),
    question: z.string().nullable().describe('Null when it is not retained, or no longer.'),
    rewritten: z.string().nullable(),
    scope: Scope,
    sources: z
      .array(z.object({ documentId: Id, versionId: Id, passageId: Id, score: z.number() }))
      .describe('The nearest hits.'),
    sentences: z.array(
      Sentence.extend({ text: z.string().nullable().describe('Null when the question is not retained.') }),
    ),
    reason: Refusal.shape.reason.shape.code.nullable(),
    ...outcome,
    notices: z.array(Notice.shape.code),
    models: z
      .record(z.string(), z.string())
      .describe('What took part: composer, embedder, chat model, version of the prompt.'),
    degraded: z.array(z.string()),
  })
  .meta({ id: 'AnswerRecord' });
