import { z } from 'zod';
import { Composer, Notice, Quote, Sentence, Source } from './answers.js';
import { Day, Id, Language } from './common.js';
import { Query, Scope, question } from './search.js';

/** How much of what there was to read was read. */
const Read = z.object({ passages: z.int(), of: z.int() });
const made = {
  composer: Composer,
  model: z.string().nullable(),
  notices: z.array(Notice),
};

export const SummaryRequest = z
  .object({ version: Id, composer: Composer.optional() })
  .strict()
  .meta({ id: 'SummaryRequest' });
export const SummaryResponse = z
  .object({
    source: Source,
    line: Sentence.nullable().describe('One sentence.'),
    paragraph: z.array(Sentence),
    sections: z.array(
      z.object({ headings: z.array(z.string()), start: z.int(), end: z.int(), sentences: z.array(Sentence) }),
    ),
    read: Read,
    ...made,
  })
  .meta({ id: 'SummaryResponse' });

/** What a cell says, each value with the words that it stands on; null where it stands in the metadata only. */
export const Cell = z.array(z.object({ value: z.string(), quote: Quote.nullable() })).meta({ id: 'Cell' });
const label = z.partialRecord(Language, z.string()).describe('By language.');

export const ComparisonRequest = z
  .object({ versions: z.array(Id).min(2).max(5) })
  .strict()
  .meta({ id: 'ComparisonRequest' });
export const ComparisonResponse = z
  .object({
    sources: z.array(Source).describe('In the order of the request: a column each.'),
    rows: z.array(z.object({ field: z.string(), label, same: z.boolean(), cells: z.array(Cell) })),
  })
  .meta({ id: 'ComparisonResponse' });

export const OverviewRequest = z
  .object({
    query: Query,
    ...question,
    columns: z
      .array(z.union([z.string().max(100), z.object({ question: Query }).strict()]))
      .min(1)
      .max(12)
      .optional()
      .describe(
        'Names of columns (answer, summary, facts, outcome, amounts, provisions, dates, kind, date, validFrom, validTo, or a field of a corpus), or questions put to each document.',
      ),
    limit: z.int().min(1).max(200).default(50).describe('How many documents are read at most.'),
  })
  .strict()
  .meta({ id: 'OverviewRequest' });
export const OverviewResponse = z
  .object({
    columns: z.array(z.object({ name: z.string(), label })),
    rows: z.array(z.object({ source: Source, cells: z.array(Cell) })),
    found: z.int(),
    read: z.int(),
    left: z
      .array(z.object({ code: z.enum(['over-limit', 'less-relevant']), count: z.int() }))
      .describe(
        'How many were left out, and why: more were found than are read; or they fit far worse than the best.',
      ),
    scope: Scope,
  })
  .meta({ id: 'OverviewResponse' });

/** CSV, XLSX and DOCX. */
export const OVERVIEW_FILES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;

export const ExplanationRequest = z
  .object({
    version: Id,
    language: Language.describe('The language to write in.'),
    as: z
      .enum(['explanation', 'translation'])
      .default('explanation')
      .describe('In plain words, or translated sentence by sentence.'),
    start: z
      .int()
      .min(0)
      .optional()
      .describe('Only this range of the canonical text; an explanation, of the passages that it touches.'),
    end: z.int().min(0).optional(),
  })
  .strict()
  .meta({ id: 'ExplanationRequest' });
export const ExplanationResponse = z
  .object({
    source: Source,
    language: Language,
    sentences: z
      .array(Sentence)
      .describe('What was written, each sentence beside the original that it explains or translates.'),
    read: Read,
    ...made,
  })
  .meta({ id: 'ExplanationResponse' });

export const DraftRequest = z
  .object({
    question: Query,
    ...question,
    style: z
      .string()
      .max(300)
      .optional()
      .describe(
        'How a source is cited, such as "{title}, {kind}, {date}, {section}"; the corpus’s when absent.',
      ),
    composer: Composer.optional(),
  })
  .strict()
  .meta({ id: 'DraftRequest' });
export const DraftResponse = z
  .object({
    title: z.string(),
    date: Day,
    paragraphs: z.array(z.object({ heading: z.string(), sentences: z.array(Sentence) })),
    citations: z.array(z.object({ number: z.int(), text: z.string(), quotes: z.array(Quote) })),
    text: z.string().describe('The whole note as Markdown.'),
    scope: Scope,
    ...made,
  })
  .meta({ id: 'DraftResponse' });
