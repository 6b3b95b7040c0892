import { statutes } from '#corpus';
import type { Language } from '#platform';
import { dates } from '../verify/dates.js';
import { locate } from '../verify/locate.js';
import { amounts } from '../verify/numbers.js';
import type { Reading, ReadSentence } from './reading.js';

/** A value that stands in a text, with the sentence that it stands in. */
export interface FoundValue {
  /** As it is written. */
  value: string;
  /** The same for two ways to write it. */
  key: string;
  sentence: ReadSentence;
}

const MONEY: Record<string, string> = { kr: ' kr.', eur: ' €', gbp: ' £' };

type Kind = 'amounts' | 'provisions' | 'dates';

/** What a sentence names, by kind, in its order. */
const NAMED: Record<Kind, (text: string, language: Language) => { value: string; key: string }[]> = {
  amounts: (text, language) =>
    amounts(text, language)
      .filter(({ unit }) => unit !== null && unit in MONEY)
      .map(({ value, unit, start, end }) => ({
        value: text.slice(start, end) + MONEY[unit!]!,
        key: `${value} ${unit}`,
      })),
  provisions: (text) =>
    statutes(text).map((value) => ({ value, key: value.toLowerCase().replace(/[\s.,]+/g, ' ') })),
  dates: (text) =>
    dates(text)
      .filter(({ value }) => !value.startsWith('*'))
      .map(({ value, start, end }) => ({ value: text.slice(start, end), key: value })),
};

/** The amounts of money, provisions or dates of a text, each once, in its order. Pure. */
export function valuesOf(kind: Kind, { lines }: Reading): FoundValue[] {
  const found = new Map<string, FoundValue>();
  for (const sentence of lines)
    for (const { value, key } of NAMED[kind](sentence.text, sentence.passage.language))
      if (!found.has(key)) found.set(key, { value, key, sentence });
  return [...found.values()];
}

/**
 * The sentence in which a text says a value of its metadata; null where none does. Only of values with a digit: a mere
 * word may stand there in another sense ("upheld" in "not upheld").
 */
export function sentenceWith(value: string, { lines }: Reading): ReadSentence | null {
  if (!/\d/.test(value)) return null;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const number = /^\d+(?:\.\d+)?$/.test(value);
  const says = ({ text, passage }: ReadSentence) =>
    day
      ? dates(text).some((date) => date.value === value)
      : number
        ? amounts(text, passage.language).some((amount) => amount.value === value && amount.unit !== null)
        : locate(value, text) !== null;
  return lines.find(says) ?? null;
}
