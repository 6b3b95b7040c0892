import { z } from 'zod';
import { Composer } from './answers.js';
import { Day, Id, Language, Metadata, Moment, Paging, Slug, Treatment, page } from './common.js';

export const Field = z
  .object({
    name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,62}$/),
    type: z.enum(['keyword', 'number', 'date']),
    facet: z.boolean().default(false),
    from: z
      .enum(['case-number', 'date', 'statutes', 'title'])
      .optional()
      .describe(
        'Read it from the text where a document brings no value: the first case number behind its label, the first date, the statutes cited, the first line.',
      ),
    label: z.partialRecord(Language, z.string()).default({}),
  })
  .strict()
  .meta({ id: 'Field' });

const RESERVED = new Set(['key', 'title', 'kind', 'language', 'date', 'validFrom', 'validTo', 'file']);

export const Fields = z
  .array(Field)
  .max(50)
  .refine((fields) => new Set(fields.map((f) => f.name)).size === fields.length, 'names a field twice')
  .refine(
    (fields) => !fields.some((f) => RESERVED.has(f.name)),
    `must not use a reserved name: ${[...RESERVED].join(', ')}`,
  );

const KIND = z.string().min(1).max(100);

/** How much each kind of source binds: 1 the most. A kind that is not named has no rank. */
export const SourceKinds = z
  .array(z.object({ kind: KIND, rank: z.int().min(1).max(100) }).strict())
  .max(50)
  .refine((kinds) => new Set(kinds.map(({ kind }) => kind)).size === kinds.length, 'names a kind twice')
  .meta({ id: 'SourceKinds' });

/** How answers from a corpus are given. */
export const AnsweringRules = z
  .object({
    threshold: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Answerability below which a question is refused; the server’s default when absent.'),
    citation: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe('How a source is cited in a draft, such as "{title}, {kind}, {date}, {section}, {page}".'),
    examples: z
      .array(z.string().trim().min(1).max(200))
      .max(5)
      .optional()
      .describe('Questions that the corpus answers, shown on the first screen.'),
  })
  .strict()
  .meta({ id: 'AnsweringRules' });

export const CorpusCreate = z
  .object({
    slug: Slug,
    title: z.string().min(1).max(200),
    description: z.string().max(2000).default(''),
    language: Language,
    access: z.enum(['public', 'grant']).default('grant'),
    fields: Fields.default([]),
    sourceKinds: SourceKinds.default([]),
    answering: AnsweringRules.default({}),
  })
  .strict()
  .meta({ id: 'CorpusCreate' });

export const CorpusChange = z
  .object({
    title: z.string().min(1).max(200),
    description: z.string().max(2000),
    language: Language,
    access: z.enum(['public', 'grant']),
    fields: Fields,
    sourceKinds: SourceKinds,
    answering: AnsweringRules,
  })
  .partial()
  .strict()
  .meta({ id: 'CorpusChange' });

export const Corpus = z
  .object({
    id: Id,
    slug: Slug,
    title: z.string(),
    description: z.string(),
    language: Language,
    access: z.enum(['public', 'grant']),
    fields: z.array(Field),
    sourceKinds: SourceKinds.describe('Most binding first.'),
    answering: AnsweringRules,
    documents: z.int(),
    role: z.enum(['reader', 'curator', 'admin']).describe('What the asking principal may do here.'),
  })
  .meta({ id: 'Corpus' });

export const Corpora = z.object({ items: z.array(Corpus) });

export const About = z
  .object({
    guidelines: z
      .string()
      .nullable()
      .describe('What whoever runs the service asks of its users: plain text.'),
    composer: Composer.describe('How answers are made where a request does not say.'),
    keepQuestionsDays: z.int().describe('Days that a question is kept with its answer, for audit.'),
    corpora: z.array(
      z.object({
        slug: Slug,
        newest: Day.nullable().describe('The date of the newest document.'),
        changedAt: Moment.nullable().describe('When a text last came in.'),
      }),
    ),
  })
  .meta({ id: 'About' });

export const VersionSummary = z
  .object({
    id: Id,
    title: z.string(),
    kind: z.string().nullable(),
    language: Language,
    mediaType: z.string(),
    fileName: z.string(),
    sha256: z.string(),
    size: z.int(),
    date: Day.nullable(),
    validFrom: Day.nullable(),
    validTo: Day.nullable(),
    current: z.boolean(),
    metadata: Metadata,
    warnings: z.array(z.string()),
    createdAt: Moment,
  })
  .meta({ id: 'VersionSummary' });

export const Parent = z
  .object({ id: Id, key: z.string(), title: z.string(), version: Id })
  .nullable()
  .describe('The document whose file this one was inside of: a mail, an archive.');

export const Document = z
  .object({
    id: Id,
    key: z.string(),
    corpus: Slug,
    title: z.string(),
    kind: z.string().nullable(),
    current: Id.nullable().describe('The version in force today.'),
    parent: Parent,
    treatments: z.array(Treatment),
    versions: z.array(VersionSummary).describe('Newest first.'),
  })
  .meta({ id: 'Document' });

/** All treatments of a document; they take the place of those before. `by` is a document of the same corpus. */
export const Treatments = z
  .object({
    treatments: z
      .array(z.object({ flag: Treatment.shape.flag, by: Id.nullable().default(null) }).strict())
      .max(3)
      .refine((all) => new Set(all.map(({ flag }) => flag)).size === all.length, 'names a flag twice'),
  })
  .strict()
  .meta({ id: 'Treatments' });

export const Documents = page(Document);
export const DocumentsQuery = z.object({ corpus: Slug.optional(), ...Paging }).strict();

export const PassageSpan = z.object({
  id: Id,
  start: z.int(),
  end: z.int(),
  headings: z.array(z.string()),
  pageFrom: z.int().nullable(),
  pageTo: z.int().nullable(),
  language: Language,
});

export const Version = VersionSummary.extend({
  document: z.object({
    id: Id,
    key: z.string(),
    corpus: Slug,
    parent: Parent,
    versions: z.array(VersionSummary),
  }),
  text: z.string().describe('The canonical text; every range counts its UTF-16 code units.'),
  headings: z.array(z.object({ level: z.int(), start: z.int(), end: z.int() })),
  pages: z.array(z.object({ page: z.int(), start: z.int(), end: z.int() })),
  passages: z.array(PassageSpan),
}).meta({ id: 'Version' });

export const Passage = z
  .object({
    id: Id,
    text: z.string(),
    language: Language,
    headings: z.array(z.string()),
    pageFrom: z.int().nullable(),
    pageTo: z.int().nullable(),
    start: z.int(),
    end: z.int(),
    versionId: Id,
    document: z.object({
      id: Id,
      key: z.string(),
      title: z.string(),
      corpus: Slug,
      kind: z.string().nullable(),
    }),
  })
  .meta({ id: 'Passage' });

export const Similar = z.object({ items: z.array(Passage.extend({ score: z.number() })) });

export const Key = z
  .object({
    id: Id,
    name: z.string(),
    admin: z.boolean(),
    grants: z.array(z.object({ corpus: Slug, role: z.enum(['reader', 'curator', 'admin']) })),
    createdAt: Moment,
    expiresAt: Moment.nullable(),
    revokedAt: Moment.nullable(),
  })
  .meta({ id: 'Key' });
export const KeyCreate = z
  .object({
    name: z.string().min(1).max(200),
    admin: z.boolean().default(false),
    grants: z
      .array(z.object({ corpus: Slug, role: z.enum(['reader', 'curator', 'admin']) }).strict())
      .default([]),
    expiresAt: Moment.optional(),
  })
  .strict()
  .meta({ id: 'KeyCreate' });
export const KeyCreated = Key.extend({
  secret: z.string().describe('Shown once; only its hash is stored.'),
}).meta({ id: 'KeyCreated' });
export const Keys = z.object({ items: z.array(Key) });

export const Me = z
  .object({
    name: z.string().nullable().describe('Null for the anonymous public.'),
    admin: z.boolean(),
    corpora: z.array(z.object({ slug: Slug, role: z.enum(['reader', 'curator', 'admin']) })),
  })
  .meta({ id: 'Me' });
