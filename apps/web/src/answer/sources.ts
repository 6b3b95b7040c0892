import type { Quote, Sentence } from '../api/openapi.js';

export interface Source {
  number: number;
  quote: Quote;
  language: string;
  /** The quote says more or other words than the sentence that stands on it. */
  differs: boolean;
  holds: (quote: Quote) => boolean;
}

/** Each place that is quoted gets one number, in the order of the answer. */
export function numberSources(sentences: Pick<Sentence, 'text' | 'quotes'>[]): Source[] {
  const sources = new Map<string, Source>();
  const place = (quote: Quote) => `${quote.versionId} ${quote.start} ${quote.end}`;
  for (const sentence of sentences) {
    for (const quote of sentence.quotes) {
      const known = sources.get(place(quote));
      const differs = quote.text.trim() !== sentence.text.trim();
      if (known) known.differs ||= differs;
      else
        sources.set(place(quote), {
          number: sources.size + 1,
          quote,
          language: quote.language,
          differs,
          holds: (other) => place(other) === place(quote),
        });
    }
  }
  return [...sources.values()];
}

/** Sources under the same headings on the same page of a version stand together. */
export function byPlace(sources: Source[]): [Source, ...Source[]][] {
  const groups = new Map<string, [Source, ...Source[]]>();
  for (const source of sources) {
    const { versionId, headings, page } = source.quote;
    const place = JSON.stringify([versionId, headings, page]);
    const group = groups.get(place);
    if (group) group.push(source);
    else groups.set(place, [source]);
  }
  return [...groups.values()];
}
