import { Injectable } from '@nestjs/common';
import type { Asker, Field, ReadableCorpus } from '#corpus';
import { groupBy, type Language } from '#platform';
import type { Quote } from '../events.js';
import { heaviest, weighed } from './central.js';
import { isPart, type Part } from './parts.js';
import { quoteIn, type Reading, type ReadSentence } from './reading.js';
import { Summaries } from './summary.js';
import { sentenceWith, valuesOf } from './values.js';

export type Label = Partial<Record<Language, string>>;

/** A value, how it is compared, and the words that it stands on; no words where it stands in the metadata only. */
export interface CellValue {
  value: string;
  key: string;
  quote: Quote | null;
}

/** Something that documents are compared by. */
export interface Column {
  name: string;
  label: Label;
  cell: (asker: Asker, reading: Reading, asOf: string) => CellValue[] | Promise<CellValue[]>;
}

/** What is told of the facts and of the outcome where they are a part of the document. */
const SENTENCES = 3;

/** The columns that every document has, and those of the fields of corpora. */
@Injectable()
export class Columns {
  constructor(private readonly summaries: Summaries) {}

  /** In the order in which they are shown. A field of a corpus with the name of another column goes before it in its cell. */
  of(corpora: Pick<ReadableCorpus, 'fields'>[]): Column[] {
    const columns: Column[] = [
      { name: 'kind', label: LABELS.kind, cell: (_, { version }) => plain(version.kind) },
      ...(['date', 'validFrom', 'validTo'] as const).map((name): Column => ({
        ...{ name, label: LABELS[name] },
        cell: (_, reading, asOf) => told(reading, reading.version[name], asOf),
      })),
      ...corpora.flatMap(({ fields }) => fields).map(fieldColumn),
      {
        name: 'summary',
        label: LABELS.summary,
        cell: async (asker, reading, asOf) =>
          quoted(reading, [await this.summaries.line(asker, reading)], asOf),
      },
      ...(['facts', 'outcome'] as const).map((name): Column => ({
        ...{ name, label: LABELS[name] },
        cell: (_, reading, asOf) => quoted(reading, partOf(name, reading), asOf),
      })),
      ...(['amounts', 'provisions', 'dates'] as const).map((name): Column => ({
        ...{ name, label: LABELS[name] },
        cell: (_, reading, asOf) =>
          valuesOf(name, reading).map(({ value, key, sentence }) => ({
            ...{ value, key },
            quote: quoteIn(reading, sentence, asOf),
          })),
      })),
    ];
    return [...groupBy(columns, ({ name }) => name).values()].map(together);
  }
}

/** Columns of one name as one: what the first says, then what the others add. */
function together([first, ...others]: Column[]): Column {
  return {
    ...{
      name: first!.name,
      label: Object.assign({}, ...[...others, first!].map(({ label }) => label)) as Label,
    },
    cell: async (asker, reading, asOf) => {
      const cells = [];
      for (const column of [first!, ...others]) cells.push(...(await column.cell(asker, reading, asOf)));
      return [...new Map(cells.toReversed().map((cell) => [cell.key, cell])).values()].reverse();
    },
  };
}

function fieldColumn({ name, label }: Field): Column {
  return {
    ...{ name, label: Object.keys(label).length > 0 ? label : { en: name } },
    cell: (_, reading, asOf) => told(reading, reading.version.metadata[name], asOf),
  };
}

/** What the metadata says, with the sentence that says so too where there is one. */
function told(reading: Reading, metadata: unknown, asOf: string): CellValue[] {
  return plain(metadata).map((cell) => {
    const sentence = sentenceWith(cell.value, reading);
    return sentence ? { ...cell, quote: quoteIn(reading, sentence, asOf) } : cell;
  });
}

function plain(metadata: unknown): CellValue[] {
  return [metadata]
    .flat()
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => ({ value: String(value), key: String(value).toLowerCase(), quote: null }));
}

function quoted(reading: Reading, sentences: (ReadSentence | null)[], asOf: string): CellValue[] {
  return sentences
    .filter((sentence) => sentence !== null)
    .map((sentence) => ({
      ...{ value: sentence.text, key: sentence.text },
      quote: quoteIn(reading, sentence, asOf),
    }));
}

/** The heaviest sentences of a part of the document; none where it has no such part. */
function partOf(part: Part, reading: Reading): ReadSentence[] {
  const own = weighed(reading, new Map()).filter(({ section }) => isPart(part, section.headings));
  return heaviest(own, SENTENCES);
}

const LABELS = {
  kind: { da: 'Art', de: 'Art', en: 'Kind' },
  date: { da: 'Dato', de: 'Datum', en: 'Date' },
  validFrom: { da: 'Gælder fra', de: 'Gilt ab', en: 'In force from' },
  validTo: { da: 'Gælder til', de: 'Gilt bis', en: 'In force until' },
  summary: { da: 'Kort', de: 'In Kürze', en: 'In brief' },
  facts: { da: 'Sagens oplysninger', de: 'Sachverhalt', en: 'Facts' },
  outcome: { da: 'Udfald', de: 'Ergebnis', en: 'Outcome' },
  amounts: { da: 'Beløb', de: 'Beträge', en: 'Amounts' },
  provisions: { da: 'Bestemmelser', de: 'Vorschriften', en: 'Provisions' },
  dates: { da: 'Datoer i teksten', de: 'Daten im Text', en: 'Dates in the text' },
} satisfies Record<string, Label>;
