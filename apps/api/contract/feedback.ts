import { z } from 'zod';
import { Id, Moment, Paging, Slug, page } from './common.js';
import { Query } from './search.js';
import { Excerpt, Place } from './work.js';

const Reason = z
  .enum(['wrong', 'outdated', 'not-in-source', 'missing'])
  .describe(
    '`not-in-source`: the source does not say this; `missing`: something that should be there is not.',
  );

export const FeedbackCreate = z
  .object({
    reason: Reason,
    comment: z.string().trim().max(2000).default(''),
    answer: Id.optional(),
    question: Query.optional().describe(
      'Sent along only where the person wants that; it may hold personal data.',
    ),
    place: Place.optional().describe('The passage that it is about.'),
    corpora: z
      .array(Slug)
      .min(1)
      .max(100)
      .optional()
      .describe('Those searched, where it is about no passage.'),
  })
  .strict()
  .refine(
    ({ place, corpora }) => place !== undefined || corpora !== undefined,
    'needs the passage that it is about ("place"), or the corpora that were searched ("corpora")',
  )
  .meta({ id: 'FeedbackCreate' });
export const FeedbackCreated = z.object({ id: Id });

export const Feedback = z
  .object({
    id: Id,
    createdAt: Moment,
    settledAt: Moment.nullable(),
    from: z.string().nullable().describe('The name of the key; null for the anonymous public.'),
    reason: Reason,
    comment: z.string(),
    question: z.string().nullable(),
    answer: Id.nullable(),
    corpora: z.array(Slug).describe('Of those it is about, the ones that you curate.'),
    place: z
      .object({
        version: Id,
        start: z.int().nullable(),
        end: z.int().nullable(),
        excerpt: Excerpt.nullable(),
      })
      .nullable()
      .describe('The passage that it is about; its excerpt is null where it is gone.'),
  })
  .meta({ id: 'Feedback' });

export const FeedbackList = page(Feedback);
export const FeedbackQuery = z
  .object({
    corpus: Slug.optional(),
    settled: z.enum(['true', 'false']).default('false'),
    ...Paging,
  })
  .strict();
