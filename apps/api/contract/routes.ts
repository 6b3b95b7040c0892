import { z } from 'zod';
import * as a from './answers.js';
import * as c from './corpora.js';
import { Id, Slug } from './common.js';
import * as i from './ingestions.js';
import * as p from './pages.js';
import type { Route } from './route.js';
import * as s from './search.js';
import * as t from './tasks.js';
import { workRoutes } from './work-routes.js';

export type { Route };

const id = z.object({ id: Id });
const slug = z.object({ slug: Slug });
const Health = z.object({ status: z.literal('ok') });
const Ready = Health.extend({
  queue: z.enum(['ok', 'down']).describe('Down: documents are taken and wait; searches are answered.'),
});

export const routes = {
  search: {
    method: 'post',
    path: '/search',
    summary: 'Find the passages that settle a question',
    body: s.SearchRequest,
    status: 200,
    response: s.SearchResponse,
  },
  searchLink: {
    method: 'get',
    path: '/search',
    summary: 'The same, for links and curl',
    query: s.SearchParameters,
    status: 200,
    response: s.SearchResponse,
  },
  answer: {
    method: 'post',
    path: '/answers',
    summary: 'Answer a question with verified quotes, or refuse',
    body: a.AnswerRequest,
    status: 200,
    response: a.AnswerResponse,
    events: a.AnswerEvents,
  },
  readAnswer: {
    method: 'get',
    path: '/answers/{id}',
    summary: 'An answer given before, for audit (admin)',
    params: id,
    status: 200,
    response: a.AnswerRecord,
  },
  summarise: {
    method: 'post',
    path: '/tasks/summary',
    summary: 'Sum a document up: a line, a paragraph, a sentence or two of each section',
    body: t.SummaryRequest,
    status: 200,
    response: t.SummaryResponse,
  },
  compare: {
    method: 'post',
    path: '/tasks/comparison',
    summary: 'Put two to five documents side by side',
    body: t.ComparisonRequest,
    status: 200,
    response: t.ComparisonResponse,
  },
  overview: {
    method: 'post',
    path: '/tasks/overview',
    summary: 'Read all that a search finds, and tell it in a table, as JSON or as a file',
    body: t.OverviewRequest,
    status: 200,
    response: t.OverviewResponse,
    files: t.OVERVIEW_FILES,
  },
  explain: {
    method: 'post',
    path: '/tasks/explanation',
    summary:
      'Explain a document in plain words or translate it, into any of the languages (needs a chat model)',
    body: t.ExplanationRequest,
    status: 200,
    response: t.ExplanationResponse,
  },
  draft: {
    method: 'post',
    path: '/tasks/draft',
    summary: 'Draft a note with citations',
    body: t.DraftRequest,
    status: 200,
    response: t.DraftResponse,
  },

  listCorpora: {
    method: 'get',
    path: '/corpora',
    summary: 'Corpora that you may read',
    status: 200,
    response: c.Corpora,
  },
  createCorpus: {
    method: 'post',
    path: '/corpora',
    summary: 'Create a corpus (admin)',
    body: c.CorpusCreate,
    status: 201,
    response: c.Corpus,
  },
  readCorpus: {
    method: 'get',
    path: '/corpora/{slug}',
    summary: 'One corpus',
    params: slug,
    status: 200,
    response: c.Corpus,
  },
  changeCorpus: {
    method: 'patch',
    path: '/corpora/{slug}',
    summary: 'Change a corpus (its admin)',
    params: slug,
    body: c.CorpusChange,
    status: 200,
    response: c.Corpus,
  },
  deleteCorpus: {
    method: 'delete',
    path: '/corpora/{slug}',
    summary: 'Delete a corpus with all its documents (its admin)',
    params: slug,
    status: 204,
  },

  listDocuments: {
    method: 'get',
    path: '/documents',
    summary: 'Documents that you may read',
    query: c.DocumentsQuery,
    status: 200,
    response: c.Documents,
  },
  uploadDocument: {
    method: 'post',
    path: '/documents',
    summary: 'Upload a document (curator)',
    form: i.UploadFields,
    status: 202,
    response: i.Ingestion,
  },
  readDocument: {
    method: 'get',
    path: '/documents/{id}',
    summary: 'One document with its versions',
    params: id,
    status: 200,
    response: c.Document,
  },
  deleteDocument: {
    method: 'delete',
    path: '/documents/{id}',
    summary: 'Delete a document with all its versions (curator)',
    params: id,
    status: 204,
  },

  treatDocument: {
    method: 'put',
    path: '/documents/{id}/treatments',
    summary: 'Say what became of a ruling: followed, overturned, practice changed (curator)',
    params: id,
    body: c.Treatments,
    status: 200,
    response: c.Document,
  },

  readVersion: {
    method: 'get',
    path: '/versions/{id}',
    summary: 'A version: canonical text, headings, pages, passages',
    params: id,
    status: 200,
    response: c.Version,
  },
  readOriginal: {
    method: 'get',
    path: '/versions/{id}/original',
    summary: 'The original file',
    params: id,
    status: 200,
    response: 'file',
  },
  readPage: {
    method: 'get',
    path: '/versions/{id}/pages/{page}',
    summary: 'A page of a version, and where its words stand',
    params: p.PageParams,
    query: p.PageQuery,
    status: 200,
    response: p.Page,
  },
  readPageImage: {
    method: 'get',
    path: '/versions/{id}/pages/{page}/image',
    summary: 'A page of a version as an image',
    params: p.PageParams,
    query: p.ImageQuery,
    status: 200,
    response: 'image',
  },

  readPassage: {
    method: 'get',
    path: '/passages/{id}',
    summary: 'One passage',
    params: id,
    status: 200,
    response: c.Passage,
  },
  similarPassages: {
    method: 'get',
    path: '/passages/{id}/similar',
    summary: 'Passages of other documents that say something alike',
    params: id,
    status: 200,
    response: c.Similar,
  },

  listIngestions: {
    method: 'get',
    path: '/ingestions',
    summary: 'Ingestions of the corpora that you curate, newest first',
    query: i.IngestionsQuery,
    status: 200,
    response: i.Ingestions,
  },
  ingestionEvents: {
    method: 'get',
    path: '/ingestions/events',
    summary:
      'How ingestions that you curate go on, as server-sent events: `reset` (read the list anew) and `ingestion` (one that changed); Last-Event-ID resumes',
    query: i.IngestionEventsQuery,
    status: 200,
    events: i.IngestionEvents,
  },
  readIngestion: {
    method: 'get',
    path: '/ingestions/{id}',
    summary: 'One ingestion',
    params: id,
    status: 200,
    response: i.Ingestion,
  },
  retryIngestion: {
    method: 'post',
    path: '/ingestions/{id}/retry',
    summary: 'Try a failed ingestion again',
    params: id,
    status: 202,
    response: i.Ingestion,
  },

  ...workRoutes,

  about: {
    method: 'get',
    path: '/about',
    summary: 'What this service is: its guidelines, how it answers, how current each corpus is',
    status: 200,
    response: c.About,
  },
  me: { method: 'get', path: '/me', summary: 'Who you are and what you may do', status: 200, response: c.Me },
  listKeys: { method: 'get', path: '/keys', summary: 'API keys (admin)', status: 200, response: c.Keys },
  createKey: {
    method: 'post',
    path: '/keys',
    summary: 'Make an API key; the secret is shown once (admin)',
    body: c.KeyCreate,
    status: 201,
    response: c.KeyCreated,
  },
  revokeKey: {
    method: 'delete',
    path: '/keys/{id}',
    summary: 'Revoke an API key (admin)',
    params: id,
    status: 204,
  },

  listReasons: {
    method: 'get',
    path: '/reasons',
    summary: 'Every code of a reason or a warning, with a sentence for a person in each language',
    status: 200,
    response: i.Reasons,
  },
  live: { method: 'get', path: '/health/live', summary: 'The process runs', status: 200, response: Health },
  ready: {
    method: 'get',
    path: '/health/ready',
    summary: 'The database answers, and whether the queue does',
    status: 200,
    response: Ready,
  },
} satisfies Record<string, Route>;
