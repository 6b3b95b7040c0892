import { createHash } from 'node:crypto';
import {
  identifiers,
  saturation,
  termId,
  unitFeatures,
  type NewPassage,
  type NewUnit,
  type UnitFeatures,
  type Vocabulary,
} from '#corpus';
import type { Language } from '#platform';
import type { UnitSpan } from './chunk/chunk.js';

/** A unit before its vectors. */
export type BareUnit = Omit<NewUnit, 'passages'> & {
  passages: (Omit<NewPassage, 'vectors'> & { embedded: string })[];
};

export interface UnitSource {
  text: string;
  title: string;
  /** Of what does not tell its own. */
  language: Language;
  /** What the metadata and the key name exactly, such as a case number. */
  named: string[];
  /** Mean count of words of the corpus's units by language; what has none yet is missing. */
  averageStemLengths: Map<Language, number>;
}

/**
 * Turns spans of a canonical text into units with their features. A text in several languages has units in several;
 * else its units are in the language of the document, which a curator may have named. Pure.
 */
export function buildUnits(spans: UnitSpan[], source: UnitSource, vocabulary: Vocabulary): BareUnit[] {
  const isMixed = new Set(spans.flatMap(({ language }) => language ?? [])).size > 1;
  return spans.map((span) => {
    const text = source.text.slice(span.start, span.end);
    const context = [source.title, ...span.headings].filter((line) => !text.startsWith(line)).join('\n');
    const language = (isMixed ? span.language : null) ?? source.language;
    const features = unitFeatures(`${context}\n${text}`, language, vocabulary);
    const average = source.averageStemLengths.get(language) ?? features.stemLength;
    const impacts = impactsOf(features, language, average);
    return {
      language,
      start: span.start,
      end: span.end,
      context,
      text,
      features,
      impacts,
      terms: [...impacts.keys()],
      identifiers: [...new Set([...source.named, ...identifiers(`${context}\n${text}`)])],
      passages: span.passages.map((passage) => {
        const own = source.text.slice(passage.start, passage.end);
        const embedded = embeddedText(source.title, passage.headings, own);
        return {
          ...passage,
          language: passage.language ?? language,
          embedded,
          digest: createHash('sha256').update(embedded).digest(),
        };
      }),
    };
  });
}

/** What is embedded of a passage: its text below the document's title and its headings. */
export function embeddedText(title: string, headings: string[], own: string): string {
  return [title, ...headings, own].filter((line) => line === own || !own.startsWith(line)).join('\n');
}

/** Stored BM25 weights without idf, of stems and compound parts together, by term id. */
export function impactsOf(
  features: UnitFeatures,
  language: Language,
  averageLength: number,
): Map<number, number> {
  const counts = new Map(features.stems);
  for (const [part, count] of features.parts) counts.set(part, (counts.get(part) ?? 0) + count);
  return new Map(
    [...counts].map(([term, tf]) => [
      termId(language, term),
      saturation(tf, features.stemLength, averageLength),
    ]),
  );
}
