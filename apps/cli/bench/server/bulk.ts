import { createHash, randomUUID } from 'node:crypto';
import {
  count,
  detectLanguage,
  keptBy,
  noChange,
  openBulkLoad,
  unitFeatures,
  type Connection,
  type FrequencyChange,
  type NewPassage,
  type NewUnit,
  type NewVersion,
} from '#corpus';
import { impactsOf } from '#ingestion';
import type { Embedder, Vocabulary } from '#models';
import type { Language } from '#platform';
import type { BenchText } from '../text.js';

const LEAST_WORDS = 40;
const MOST_WORDS = 200;
const BATCH = 1000;

/** Texts that are analysed and embedded once, for corpora of any size. */
export interface Material {
  /** Each of one passage. */
  versions: Omit<NewVersion, 'corpusId'>[];
  frequencies: FrequencyChange;
}

/** Reads so many texts that are long enough to tell their language; the longest are cut at 200 words. */
export async function readMaterial(
  text: BenchText,
  most: number,
  { embedder, vocabulary, setId }: { embedder: Embedder; vocabulary: Vocabulary; setId: number },
  note: (text: string) => void,
): Promise<Material> {
  const versions: Material['versions'] = [];
  const frequencies = noChange();
  for (let at = 0; versions.length < most; at++) {
    const document = text.document(at);
    if (!document) break;
    const parts = document.text.split(/\s+/).slice(0, MOST_WORDS);
    const language = detectLanguage(document.text);
    if (!language || parts.length < LEAST_WORDS) continue;
    const title = String(document.metadata.title ?? document.key);
    const own = `${title}\n${parts.join(' ')}`;
    const features = unitFeatures(own, language, vocabulary);
    count(frequencies, language, features, 1);
    const [embedding] = await embedder.embed([own], 'passage');
    const impacts = impactsOf(features, language, averageOf(frequencies, language));
    versions.push(
      versionOf(versions.length, title, own, language, {
        ...{ terms: [...impacts.keys()], impacts, features: { ...features, grams: new Set() } },
        vectors: new Map([[setId, embedding!]]),
      }),
    );
    note(`${versions.length} texts read`);
  }
  return { versions, frequencies };
}

/**
 * Fills an empty corpus, by COPY: with the texts as they are, then with copies of them whose vectors are turned a
 * little, each another way, until there are so many.
 */
export async function loadBulk(
  target: { connection: Connection; corpusId: string; memory: string },
  { versions, frequencies }: Material,
  size: number,
  note: (text: string) => void,
): Promise<void> {
  const { corpusId } = target;
  const load = await openBulkLoad(target.connection, corpusId, target.memory);
  for (let from = 0; from < Math.min(size, versions.length); from += BATCH) {
    const batch = versions.slice(from, Math.min(size, from + BATCH));
    await load.add(batch.map((version) => ({ ...version, corpusId })));
    note(`${from + batch.length} of ${size} documents written`);
  }
  for (let copy = 1; copy * versions.length < size; copy++) {
    await load.repeat(copy, Math.min(versions.length, size - copy * versions.length));
    note(`${Math.min(size, (copy + 1) * versions.length)} of ${size} documents written`);
  }
  note('indexes are built');
  await load.finish(grown(frequencies, size / versions.length));
  await load.close();
}

function averageOf({ totals }: FrequencyChange, language: Language): number {
  const { stems, units } = totals.get(language)!;
  return stems / units;
}

function versionOf(
  at: number,
  title: string,
  text: string,
  language: Language,
  { vectors, ...unit }: Pick<NewUnit, 'terms' | 'impacts' | 'features'> & Pick<NewPassage, 'vectors'>,
): Omit<NewVersion, 'corpusId'> {
  const span = { language, start: 0, end: text.length };
  const digest = createHash('sha256').update(text).digest();
  return {
    ...{ key: `bulk-${at}`, title, kind: 'text', language, date: null, text, supplied: {} },
    metadata: { kept: keptBy(at) },
    ...{ originalId: randomUUID(), sha256: digest, mediaType: 'text/plain', warnings: [] },
    ...{ headings: [], pages: [], layout: [], validFrom: null, validTo: null, receivedOn: '2026-01-01' },
    units: [
      {
        ...{ ...span, ...unit, context: '', text, identifiers: [] },
        passages: [{ ...span, headings: [], pageFrom: null, pageTo: null, digest, vectors }],
      },
    ],
  };
}

function grown({ terms, totals }: FrequencyChange, factor: number): FrequencyChange {
  const more = (value: number) => Math.round(value * factor);
  return {
    terms: new Map(
      [...terms].map(([of, own]) => [of, new Map([...own].map(([term, units]) => [term, more(units)]))]),
    ),
    totals: new Map(
      [...totals].map(([language, { units, stems, grams }]) => [
        language,
        { units: more(units), stems: more(stems), grams: more(grams) },
      ]),
    ),
  };
}
