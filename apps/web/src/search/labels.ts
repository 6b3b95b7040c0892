import type { Corpus, Facet } from '../api/openapi.js';
import { inLanguage, valueName } from '../i18n/format.js';
import type { Language, Texts } from '../i18n/index.js';

/** What a field is called in the reader's language: from the facets, from the corpora, or as it is. */
export function fieldLabel(
  field: string,
  facets: Facet[],
  corpora: Corpus[],
  language: Language,
  t: Texts,
): string {
  const own = t.filters.fields[field];
  if (own) return own;
  const label =
    facets.find((facet) => facet.field === field)?.label ??
    corpora.flatMap((corpus) => corpus.fields).find(({ name }) => name === field)?.label;
  return (label && inLanguage(label, language)) ?? field;
}

export function valueLabel(field: string, value: string, corpora: Corpus[], t: Texts): string {
  if (field === 'corpus') return corpora.find(({ slug }) => slug === value)?.title ?? value;
  return valueName(field, value, t);
}
