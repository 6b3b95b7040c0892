import { z } from 'zod';
import { Day, Id, Language, Moment, Paging, Range, Slug, Treatment } from './common.js';

/**
 * Filters by field. `kind`, `language`, `date` and `version` (an id) exist in every corpus, the rest are fields of the corpora's metadata
 * schemas. A list means any of the values; a range is inclusive and holds for numbers and dates. An unknown
 * field is an error.
 */
export const Filters = z
  .record(
    z.string(),
    z.union([
      z
        .array(z.union([z.string().max(500), z.number()]))
        .min(1)
        .max(100),
      z
        .object({
          from: z.union([z.string(), z.number()]).optional(),
          to: z.union([z.string(), z.number()]).optional(),
        })
        .strict(),
    ]),
  )
  .meta({ id: 'Filters' });

export const question = {
  corpora: z
    .array(Slug)
    .min(1)
    .max(100)
    .optional()
    .describe('Corpora to search; all readable ones when absent.'),
  filters: Filters.optional(),
  asOf: Day.optional().describe('The day whose versions in force are searched; today (UTC) when absent.'),
  language: Language.optional().describe('Language of the query; detected when absent.'),
};

export const Query = z
  .string()
  .max(2000, 'is longer than 2,000 characters; shorten the question or search for its main words')
  .refine((query) => query.trim() !== '', 'is empty; type at least one word');

/** Beside what a question has. */
const wishes = {
  sort: z
    .enum(['relevance', 'date'])
    .default('relevance')
    .describe('`date`: what was found, newest first; what has no date, last.'),
  addedSince: Moment.optional().describe('Only documents that came in after this moment.'),
  passages: z.coerce
    .number()
    .int()
    .min(0)
    .max(100)
    .default(3)
    .describe('How many further passages of each document are sent along at most.'),
};

export const SearchRequest = z
  .object({
    query: Query,
    ...question,
    ...wishes,
    facets: z
      .boolean()
      .default(true)
      .describe(
        'Count values for facets, too. Where corpora or filters are given, that takes another search without each of them.',
      ),
    ...Paging,
  })
  .strict()
  .meta({ id: 'SearchRequest' });
export const SearchParameters = z
  .object({
    q: Query,
    corpora: z.string().optional().describe('Slugs, separated by commas.'),
    filters: z.string().optional().describe('The filters as JSON.'),
    asOf: question.asOf,
    language: question.language,
    ...wishes,
    ...Paging,
  })
  .strict();
const HitPassage = z.object({
  id: Id,
  text: z.string(),
  language: Language,
  headings: z.array(z.string()),
  page: z.int().nullable(),
  start: z.int(),
  end: z.int(),
});
const matches = z.array(Range).describe('Ranges in the canonical text, inside the passage.');

export const Hit = z
  .object({
    score: z.number().describe('Comparable across queries and corpora; from 0 to about 3.'),
    passage: HitPassage,
    document: z.object({
      id: Id,
      key: z.string(),
      title: z.string(),
      corpus: Slug,
      kind: z.string().nullable(),
      rank: z
        .int()
        .nullable()
        .describe('How much sources of this kind bind in their corpus: 1 the most; null where nobody said.'),
      treatments: z.array(Treatment),
    }),
    version: z.object({
      id: Id,
      validFrom: Day.nullable(),
      validTo: Day.nullable(),
      current: z.boolean(),
      replacedBy: z
        .object({ id: Id, title: z.string() })
        .nullable()
        .describe('The version that took its place on the day it ended.'),
    }),
    metadata: z.record(z.string(), z.unknown()),
    matches,
    why: z.object({
      lanes: z.array(z.enum(['lexical', 'vector', 'identifier'])),
      lexical: z.number(),
      vector: z.number(),
      window: z.number(),
      identifier: z.number(),
      reranker: z
        .number()
        .optional()
        .describe('What the order of the first hits is by, where a reranker is configured.'),
    }),
    more: z.int().describe('Further passages of the same document that were found.'),
    others: z.array(HitPassage.extend({ matches })).describe('The best of these.'),
  })
  .meta({ id: 'Hit' });

export const Scope = z
  .object({ corpora: z.array(Slug), filters: Filters, asOf: Day, language: Language.nullable() })
  .meta({ id: 'Scope', description: 'What was searched, after access was decided.' });

export const Facet = z
  .object({
    field: z.string(),
    label: z.record(z.string(), z.string()).describe('By language.'),
    values: z.array(z.object({ value: z.string(), count: z.int() })),
  })
  .meta({ id: 'Facet' });

export const SearchResponse = z
  .object({
    hits: z.array(Hit),
    total: z.int().describe('Documents found within the candidates, before paging.'),
    facets: z.array(Facet),
    scope: Scope,
    didYouMean: z
      .string()
      .nullable()
      .describe('The query with misspelt words put right, by the words of the corpora searched.'),
    degraded: z
      .array(z.string())
      .optional()
      .describe('What did not answer this time: a lane, or the reranker.'),
  })
  .meta({ id: 'SearchResponse' });
