import type { AnswerRequest, Filters, SavedRequest, SearchRequest } from '../api/openapi.js';
import type { Range } from '../parts/ranges.js';
import { readRange, readView, sourceAddress, type SourceView } from '../source/address.js';

/** A document that is open beside the results. */
export interface OpenSource {
  version: string;
  range: Range | null;
  view: SourceView;
}

/** What a search address says. Every parameter that is not one of ours is a filter on the field of that name. */
export interface Query {
  q: string;
  corpora: string[];
  filters: Record<string, string[]>;
  asOf: string | null;
  /** Dates of documents, both ends included. */
  from: string | null;
  to: string | null;
  sort: 'relevance' | 'date';
  /** A moment: only what came in after it. */
  since: string | null;
  page: number;
  /** Asked with the button; a question mark at the end asks, too. */
  ask: boolean;
  /** The questions that this one follows up, oldest first. */
  previous: string[];
  /** Only quotes are wanted, whichever model could write. */
  quotesOnly: boolean;
  /** Versions chosen for comparison. */
  picked: string[];
  open: OpenSource | null;
}

/** What narrows a search, beside what came in when. */
export type Narrowing = Pick<Query, 'q' | 'corpora' | 'filters' | 'asOf' | 'from' | 'to'>;

export const PAGE_SIZE = 10;
/** As many as the API takes. */
const MOST_PREVIOUS = 10;
const OURS = new Set(
  (
    'q corpus asOf from to sort since page ask after quotes pick lang source start end view compare ' +
    'column question most style'
  ).split(' '),
);
/** A field that is called like one of our parameters stands in the address with this before its name. */
const ESCAPE = 'field.';

export function readQuery(parameters: URLSearchParams): Query {
  const filters: Record<string, string[]> = {};
  for (const name of new Set(parameters.keys())) {
    if (OURS.has(name) || name.startsWith('utm_')) continue;
    const field = name.startsWith(ESCAPE) ? name.slice(ESCAPE.length) : name;
    filters[field] = [...new Set(parameters.getAll(name))];
  }
  const page = Number(parameters.get('page') ?? '1');
  return {
    q: (parameters.get('q') ?? '').trim(),
    corpora: [...new Set(parameters.getAll('corpus').filter(Boolean))],
    filters,
    asOf: parameters.get('asOf') || null,
    from: parameters.get('from') || null,
    to: parameters.get('to') || null,
    sort: parameters.get('sort') === 'date' ? 'date' : 'relevance',
    since: parameters.get('since') || null,
    page: Number.isInteger(page) && page > 0 ? page : 1,
    ask: parameters.get('ask') === '1',
    previous: parameters.getAll('after').filter(Boolean).slice(-MOST_PREVIOUS),
    quotesOnly: parameters.get('quotes') === '1',
    picked: [...new Set(parameters.getAll('pick'))],
    open: readOpen(parameters),
  };
}

/** The address of a search; the same search always has the same address. */
export function searchAddress(query: Partial<Query>): string {
  const parameters = new URLSearchParams();
  if (query.q) parameters.set('q', query.q);
  for (const corpus of query.corpora ?? []) parameters.append('corpus', corpus);
  for (const [field, values] of Object.entries(query.filters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const value of values) parameters.append(OURS.has(field) ? ESCAPE + field : field, value);
  for (const name of ['asOf', 'from', 'to', 'since'] as const)
    if (query[name]) parameters.set(name, query[name]);
  if (query.sort === 'date') parameters.set('sort', 'date');
  if (query.ask) parameters.set('ask', '1');
  for (const question of query.previous ?? []) parameters.append('after', question);
  if (query.quotesOnly) parameters.set('quotes', '1');
  for (const version of query.picked ?? []) parameters.append('pick', version);
  if (query.page && query.page > 1) parameters.set('page', String(query.page));
  const text = parameters.toString() + openParameters(query.open ?? null);
  return text ? `/?${text}` : '/';
}

function readOpen(parameters: URLSearchParams): OpenSource | null {
  const version = parameters.get('source');
  return version ? { version, range: readRange(parameters), view: readView(parameters) } : null;
}

/** What the address of the document says, behind the address of the search. */
function openParameters(open: OpenSource | null): string {
  if (!open) return '';
  const [, own] = sourceAddress('', open.range, '', open.view).split('?');
  return `&source=${encodeURIComponent(open.version)}${own ? `&${own}` : ''}`;
}

export function isQuestion(query: Query): boolean {
  return query.q !== '' && (query.ask || /[?？]["'»«“”’)]*$/.test(query.q));
}

export function scope(query: Query): { corpora?: string[]; filters?: Filters; asOf?: string } {
  const { from, to } = query;
  const dates = (from || to) && { date: { ...(from && { from }), ...(to && { to }) } };
  const filters = { ...query.filters, ...dates };
  return {
    ...(query.corpora.length > 0 && { corpora: query.corpora }),
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(query.asOf && { asOf: query.asOf }),
  };
}

export function answerRequest(query: Query): AnswerRequest {
  const { q, previous, quotesOnly } = query;
  return {
    question: q,
    ...scope(query),
    ...(previous.length > 0 && { previous }),
    ...(quotesOnly && { composer: 'extractive' }),
  };
}

/** Another question, in the same scope: one that stands alone, or one that follows those before. */
export function asking(query: Query, q: string, previous: string[] = []): Query {
  const kept = previous.slice(-MOST_PREVIOUS);
  return { ...query, q, previous: kept, quotesOnly: false, ask: true, page: 1, open: null };
}

/** The query that a saved search came from. */
export function queryOf({ query, corpora = [], filters = {}, asOf }: SavedRequest): Narrowing {
  const lists = Object.entries(filters).flatMap(([field, wanted]) =>
    Array.isArray(wanted) ? [[field, wanted.map(String)] as const] : [],
  );
  const { date } = filters;
  const ends = date && !Array.isArray(date) ? date : {};
  return {
    q: query,
    corpora,
    filters: Object.fromEntries(lists),
    asOf: asOf ?? null,
    from: ends.from === undefined ? null : String(ends.from),
    to: ends.to === undefined ? null : String(ends.to),
  };
}

export function searchRequest(query: Query): SearchRequest {
  const { q, sort, since, page } = query;
  return {
    query: q,
    ...scope(query),
    sort,
    ...(since && { addedSince: since }),
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  };
}

/** The query with a value of a field chosen, or no longer chosen. */
export function toggle(query: Query, field: string, value: string): Query {
  if (field === 'corpus') return { ...query, page: 1, corpora: flip(query.corpora, value) };
  const { [field]: before = [], ...others } = query.filters;
  const values = flip(before, value);
  return { ...query, page: 1, filters: values.length > 0 ? { ...others, [field]: values } : others };
}

function flip(values: string[], value: string): string[] {
  return values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
}

export function chosen(query: Query, field: string): string[] {
  return field === 'corpus' ? query.corpora : (query.filters[field] ?? []);
}

export function isNarrowed(query: Query): boolean {
  const { filters, corpora, asOf, from, to, since } = query;
  return Object.keys(filters).length + corpora.length > 0 || [asOf, from, to, since].some(Boolean);
}

/** The same words without anything that narrows the search. */
export function widened(query: Query): Query {
  return { ...query, corpora: [], filters: {}, asOf: null, from: null, to: null, since: null, page: 1 };
}

/** `kind` and `language` exist in every corpus; the other fields belong to the corpora that were searched. */
export function inOtherCorpora(query: Query, corpora: string[]): Query {
  const same = [...corpora].sort().join() === [...query.corpora].sort().join();
  const everywhere = Object.entries(query.filters).filter(([f]) => f === 'kind' || f === 'language');
  return { ...query, corpora, page: 1, filters: same ? query.filters : Object.fromEntries(everywhere) };
}
