import {
  wordFeatures,
  termId,
  type AnalysedQuery,
  type Asker,
  type Field,
  type Filter,
  type ReadableCorpus,
  type Scope,
} from '#corpus';
import { KildeError, LANGUAGES, type Language } from '#platform';

/** Filters as they come in: a list of values, or an inclusive range. */
export type RequestedFilters = Record<
  string,
  (string | number)[] | { from?: string | number | undefined; to?: string | number | undefined }
>;

const BUILT_IN: Record<string, Field['type']> = {
  kind: 'keyword',
  language: 'keyword',
  date: 'date',
  version: 'keyword',
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The corpora among the readable ones that are asked for; all of them when none is named.
 * @throws KildeError `unknown-corpus`: the same for one that does not exist and for one that may not be read
 */
export function chooseCorpora(readable: ReadableCorpus[], slugs: string[] | undefined): ReadableCorpus[] {
  if (!slugs) return readable;
  return [...new Set(slugs)].map((slug) => {
    const corpus = readable.find((candidate) => candidate.slug === slug);
    if (corpus) return corpus;
    const known = readable.map((candidate) => candidate.slug).join(', ') || 'none';
    throw new KildeError(
      'unknown-corpus',
      404,
      `There is no corpus "${slug}" that you may read. Corpora that you may read: ${known}.`,
    );
  });
}

/**
 * Checks filters against the corpora's schemas.
 * @throws KildeError `unknown-filter`, `bad-filter`
 */
export function checkFilters(requested: RequestedFilters, corpora: ReadableCorpus[]): Filter[] {
  const types = new Map<string, Field['type']>(Object.entries(BUILT_IN));
  for (const field of corpora.flatMap((corpus) => corpus.fields)) types.set(field.name, field.type);
  return Object.entries(requested).map(([field, wanted]) => {
    const type = types.get(field);
    if (!type) {
      throw new KildeError(
        'unknown-filter',
        400,
        `There is no field "${field}" to filter by. Fields of the corpora searched: ${[...types.keys()].join(', ')}.`,
      );
    }
    return checkFilter(field, type, wanted);
  });
}

function checkFilter(field: string, type: Field['type'], wanted: RequestedFilters[string]): Filter {
  const bad = (what: string) => new KildeError('bad-filter', 400, `The filter "${field}" ${what}.`);
  if (type === 'keyword') {
    if (!Array.isArray(wanted)) throw bad('takes a list of values, not a range');
    return { field, type, anyOf: wanted.map(String) };
  }
  const values = Array.isArray(wanted)
    ? wanted
    : [wanted.from, wanted.to].filter((value) => value !== undefined);
  if (type === 'number') {
    const number = (value: string | number) => {
      if (value === '' || !Number.isFinite(Number(value))) throw bad(`needs numbers, not "${value}"`);
      return Number(value);
    };
    if (Array.isArray(wanted)) return { field, type, anyOf: wanted.map(number) };
    values.forEach(number);
    return {
      field,
      type,
      ...(wanted.from !== undefined && { from: number(wanted.from) }),
      ...(wanted.to !== undefined && { to: number(wanted.to) }),
    };
  }
  for (const value of values) {
    if (!isDay(String(value))) throw bad(`needs days as YYYY-MM-DD, not "${value}"`);
  }
  if (Array.isArray(wanted)) return { field, type, anyOf: wanted.map(String) };
  return {
    field,
    type,
    ...(wanted.from !== undefined && { from: String(wanted.from) }),
    ...(wanted.to !== undefined && { to: String(wanted.to) }),
  };
}

/** `2024-02-30` is none. */
function isDay(text: string): boolean {
  const time = DAY.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The scope of a query. Quoted phrases and exclusions narrow it in the database already, by their stems. */
export function scopeOf(
  asker: Asker,
  corpora: ReadableCorpus[],
  asOf: string,
  filters: Filter[],
  query: AnalysedQuery,
): Scope {
  const ids = (words: string[], language: Language) =>
    words.map((word) => termId(language, wordFeatures(word, language).stem));
  return {
    asker,
    corpora,
    asOf,
    filters,
    required:
      query.phrases.length > 0 ? LANGUAGES.map((language) => ids(query.phrases.flat(), language)) : [],
    excluded: LANGUAGES.flatMap((language) => ids(query.excluded, language)),
  };
}

/** The scope without its filter on a field, `corpus` meaning the corpora chosen; null when it has none. */
export function withoutFilter(scope: Scope, field: string, readable: ReadableCorpus[]): Scope | null {
  if (field === 'corpus')
    return scope.corpora.length < readable.length ? { ...scope, corpora: readable } : null;
  const others = scope.filters.filter((filter) => filter.field !== field);
  return others.length < scope.filters.length ? { ...scope, filters: others } : null;
}
