import type { z } from 'zod';
import type * as corpora from './corpora.js';
import type * as pages from './pages.js';
import type * as search from './search.js';
import type { Problem as ProblemSchema } from './common.js';

/** Types of the HTTP contract, for the web app and the CLI (the schemas stand in the files beside this one). */
export type Problem = z.infer<typeof ProblemSchema>;
export type Filters = z.infer<typeof search.Filters>;
export type Hit = z.infer<typeof search.Hit>;
export type SearchRequest = z.input<typeof search.SearchRequest>;
export type SearchResponse = z.infer<typeof search.SearchResponse>;
export type AnswerRequest = z.input<typeof search.AnswerRequest>;
export type AnswerResponse = z.infer<typeof search.AnswerResponse>;
export type Quote = z.infer<typeof search.Quote>;
export type Corpus = z.infer<typeof corpora.Corpus>;
export type CorpusCreate = z.input<typeof corpora.CorpusCreate>;
export type Document = z.infer<typeof corpora.Document>;
export type Version = z.infer<typeof corpora.Version>;
export type VersionSummary = z.infer<typeof corpora.VersionSummary>;
export type Passage = z.infer<typeof corpora.Passage>;
export type Page = z.infer<typeof pages.Page>;
export type Ingestion = z.infer<typeof corpora.Ingestion>;
export type Reasons = z.infer<typeof corpora.Reasons>;
export type Key = z.infer<typeof corpora.Key>;
export type Me = z.infer<typeof corpora.Me>;
