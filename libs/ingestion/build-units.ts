import { createHash } from 'node:crypto';
import {
  detectLanguage,
  identifiers,
  saturation,
  termId,
  unitFeatures,
  type NewPassage,
  type NewUnit,
  type UnitFeatures,
  type Vocabulary,
} from '#corpus';
import { words, type Language } from '#platform';
import type { UnitSpan } from './chunk/chunk.js';

/** A unit before its vectors. */
export type BareUnit = Omit<NewUnit, 'passages'> & {
  passages: (Omit<NewPassage, 'embedding'> & { embedded: string })[];
};

export interface UnitSource {
  text: string;
  title: string;
  language: Language;
  /** What the metadata and the key name exactly, such as a case number. */
  named: string[];
  /** Mean count of words of the corpus's units, or null for its first. */
  averageStemLength: number | null;
}

/** Turns spans of a canonical text into units with their features. Pure. */
export function buildUnits(spans: UnitSpan[], source: UnitSource, vocabulary: Vocabulary): BareUnit[] {
  return spans.map((span) => {
    const text = source.text.slice(span.start, span.end);
    const context = [source.title, ...span.headings].filter((line) => !text.startsWith(line)).join('\n');
    const features = unitFeatures(`${context}\n${text}`, source.language, vocabulary);
    const impacts = impactsOf(features, source.language, source.averageStemLength ?? features.stemLength);
    return {
      language: source.language,
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
          language: languageOf(own, source.language),
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

/** Fewer words than these (a table, a list of names) say too little about their language. */
const TELLING_WORDS = 30;

/** The language of a passage: its own where it is clear, else that of its document. */
function languageOf(passage: string, ofDocument: Language): Language {
  return (words(passage).length >= TELLING_WORDS && detectLanguage(passage)) || ofDocument;
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
