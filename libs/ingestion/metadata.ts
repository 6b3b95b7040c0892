import type { Field } from '#corpus';
import { LANGUAGES, type Language } from '#platform';
import { Rejection } from './rejection.js';

/** Metadata sorted into what every document has and what its corpus adds. Days as YYYY-MM-DD. */
export interface DocumentMetadata {
  title: string | null;
  kind: string | null;
  language: Language | null;
  date: string | null;
  validFrom: string | null;
  validTo: string | null;
  fields: Record<string, unknown>;
}

/** Names with a meaning of their own; `key` and `file` are used before a document comes here. */
const RESERVED = new Set(['key', 'file', 'title', 'kind', 'language', 'date', 'validFrom', 'validTo']);

/**
 * Reads metadata by the corpus's schema, from several sources of which a later one goes before an earlier one. Empty
 * values count as absent; fields that the schema does not name are kept as they are.
 * @throws Rejection `bad-metadata` that names the field
 */
export function readMetadata(sources: Record<string, unknown>[], schema: Field[]): DocumentMetadata {
  const given = Object.fromEntries(
    sources
      .flatMap((source) => Object.entries(source))
      .filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
  const types = new Map(schema.map((field) => [field.name, field.type]));
  const fields = Object.entries(given)
    .filter(([name]) => !RESERVED.has(name))
    .map(([name, value]) => [name, typed(name, value, types.get(name))]);

  const language = text(given.language);
  if (language !== null && !LANGUAGES.includes(language as Language))
    throw bad('language', `must be one of ${LANGUAGES.join(', ')}, not "${language}"`);
  const [validFrom, validTo] = [day('validFrom', given.validFrom), day('validTo', given.validTo)];
  if (validFrom && validTo && validTo <= validFrom)
    throw bad('validTo', `(${validTo}) must be later than validFrom (${validFrom})`);
  return {
    title: text(given.title),
    kind: text(given.kind),
    language: language as Language | null,
    date: day('date', given.date),
    validFrom,
    validTo,
    fields: Object.fromEntries(fields),
  };
}

function typed(name: string, value: unknown, type: Field['type'] | undefined): unknown {
  if (type === 'number') {
    const number = typeof value === 'string' ? Number(value.trim()) : value;
    if (typeof number !== 'number' || !Number.isFinite(number))
      throw bad(name, `must be a number such as 4250 or 4250.50, not "${String(value)}"`);
    return number;
  }
  if (type === 'date') return day(name, value);
  if (type === 'keyword') {
    const list = Array.isArray(value)
      ? value
      : typeof value === 'string' && value.includes(';')
        ? value.split(';')
        : [value];
    const values = list.map((item) => String(item).trim()).filter((item) => item !== '');
    return Array.isArray(value) || values.length > 1 ? values : values[0];
  }
  return value;
}

function text(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value).replace(/\s+/g, ' ').trim() || null;
}

function day(name: string, value: unknown): string | null {
  const written = text(value);
  if (written === null) return null;
  const read = new Date(`${written}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(written) ||
    Number.isNaN(read.getTime()) ||
    read.toISOString().slice(0, 10) !== written
  ) {
    throw bad(name, `must be a day as YYYY-MM-DD, not "${written}"`);
  }
  return written;
}

function bad(field: string, what: string): Rejection {
  return new Rejection(
    'bad-metadata',
    `The metadata field "${field}" ${what}. Correct it and send the file again.`,
  );
}
