import { z } from 'zod';
import { DocumentKey, Id, Moment, Paging, Slug, page } from './common.js';

/** The fields of an upload form, beside the file itself (field `file`, last in the form). */
export const UploadFields = z
  .object({
    corpus: Slug,
    key: DocumentKey.optional().describe(
      'Identity of the document in its corpus; the file name when absent.',
    ),
    metadata: z
      .string()
      .optional()
      .describe('A JSON object: title, kind, language, date, validFrom, validTo and the corpus fields.'),
    batch: Id.optional().describe(
      'The same for all files of a large upload: they wait behind one another, and what is sent without it, or in another batch, does not wait behind them all.',
    ),
  })
  .strict();

export const Ingestion = z
  .object({
    id: Id,
    corpus: Slug,
    key: z.string(),
    fileName: z.string(),
    state: z.enum(['queued', 'running', 'indexed', 'skipped', 'failed']),
    stage: z.enum(['parse', 'chunk', 'embed', 'store']).nullable(),
    progress: z.number().min(0).max(1),
    reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    warnings: z.array(z.string()),
    attempts: z.int(),
    documentId: Id.nullable(),
    versionId: Id.nullable(),
    timings: z.record(z.string(), z.number()).describe('Milliseconds by stage.'),
    createdAt: Moment,
    finishedAt: Moment.nullable(),
  })
  .meta({ id: 'Ingestion' });

const Sentences = z.object({ da: z.string(), de: z.string(), en: z.string() });
export const Reasons = z
  .object({
    reasons: z
      .record(z.string(), Sentences)
      .describe('By the code of an ingestion that failed or was skipped.'),
    warnings: z
      .record(z.string(), Sentences)
      .describe('By the code of a warning, which is what stands before its first colon.'),
  })
  .meta({ id: 'Reasons' });

export const Ingestions = page(Ingestion);
const MOST_IDS = 100;
const Ids = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(Id).max(MOST_IDS))
  .describe(`Only these: at most ${MOST_IDS} ids with commas between them.`);

export const IngestionsQuery = z
  .object({
    corpus: Slug.optional(),
    state: Ingestion.shape.state.optional(),
    ids: Ids.optional(),
    ...Paging,
  })
  .strict();

export const IngestionEventsQuery = z.object({ corpus: Slug.optional() }).strict();
export const IngestionEvents = z.object({
  reset: z.object({}).describe('What was before is not told: read the list anew.'),
  ingestion: Ingestion.describe('One that has changed, perhaps told before.'),
});
