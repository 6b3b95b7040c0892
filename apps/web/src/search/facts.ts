import type { Corpus, Hit } from '../api/openapi.js';
import { inLanguage } from '../i18n/format.js';
import type { Language } from '../i18n/index.js';

export interface Fact {
  label: string;
  value: string;
}

/** What a hit is told by in one line: the fields of its collection to narrow down by that hold one value. */
export function factsOf(hit: Hit, corpus: Corpus | undefined, language: Language): Fact[] {
  return (corpus?.fields ?? []).flatMap(({ name, type, facet, label }) => {
    const value = hit.metadata[name];
    if (!facet || type !== 'keyword' || typeof value !== 'string' || value === '') return [];
    return [{ label: inLanguage(label, language) ?? name, value }];
  });
}

const MOST_WORDS = 4;

/** The words of a passage that were looked for, in the form in which they stand there, commonest first. */
export function foundWords({ passage, matches }: Pick<Hit, 'passage' | 'matches'>): string[] {
  const counts = new Map<string, number>();
  for (const { start, end } of matches) {
    const word = passage.text.slice(start - passage.start, end - passage.start).toLowerCase();
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_WORDS)
    .map(([word]) => word);
}
