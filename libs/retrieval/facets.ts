import type { Field, VersionRow } from '#corpus';
import type { Language } from '#platform';

export interface Facet {
  field: string;
  label: Partial<Record<Language, string>>;
  values: { value: string; count: number }[];
}

const MOST_VALUES = 50;

/** Facets that every corpus has; `corpus` is chosen as `corpora` of the request, the others as filters. */
export const BUILT_IN: Omit<Facet, 'values'>[] = [
  { field: 'corpus', label: { da: 'Samling', de: 'Sammlung', en: 'Collection' } },
  { field: 'kind', label: { da: 'Type', de: 'Art', en: 'Kind' } },
  { field: 'language', label: { da: 'Sprog', de: 'Sprache', en: 'Language' } },
];

/** Counts documents by the values of one field, commonest first; a list counts once for each of its values. */
export function countFacet(facet: Omit<Facet, 'values'>, versions: VersionRow[]): Facet {
  const counts = new Map<string, number>();
  for (const version of versions) {
    for (const value of valuesOf(version, facet.field)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const values = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  return { ...facet, values: values.slice(0, MOST_VALUES) };
}

function valuesOf(version: VersionRow, field: string): Set<string> {
  const { corpus, kind, language } = version;
  const own: Record<string, string | null> = { corpus, kind, language };
  const raw = field in own ? own[field] : version.metadata[field];
  if (raw === null || raw === undefined) return new Set();
  return new Set((Array.isArray(raw) ? raw : [raw]).map(String));
}

/** The facets of these corpora: the built-in ones, then each corpus's own, a name shared by several only once. */
export function facetFields(corpora: { fields: Field[] }[]): Omit<Facet, 'values'>[] {
  const own = new Map<string, Omit<Facet, 'values'>>();
  for (const field of corpora.flatMap((corpus) => corpus.fields)) {
    const isBuiltIn = BUILT_IN.some((facet) => facet.field === field.name);
    if (field.facet && !isBuiltIn && !own.has(field.name))
      own.set(field.name, { field: field.name, label: field.label });
  }
  return [...BUILT_IN, ...own.values()];
}
