import { identifiers } from '#corpus';
import type { Language } from '#platform';
import { dates, saysDate } from './dates.js';
import { amounts, type Amount } from './numbers.js';

/** What of a text can be held against another one by rule: numbers with units, dates, paragraphs and case numbers. */
interface Claims {
  amounts: Amount[];
  dates: string[];
  references: string[];
}

/** Thousands and decimals: no case number, though it has the form of one. */
const MONEY = /(?<![\d.])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.-])|(?<![\d.])\d+\.\d{1,2}(?![\d.-])/g;
const REFERENCE =
  /(?:§+|\b(?:sections?|paragraf(?:fen)?|paragraph|stk|stykke|abs|absatz|subsection|nr|satz|pkt|litra|kapitel|art|artikel|article)\b\.?)\s*\(?\d+[a-z]?\)?(?:\(\d+\))?/giu;

function claimsOf(text: string, language: Language | null): Claims {
  const dated = dates(text);
  let rest = text;
  for (const { start, end } of dated) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  const references = identifiers(rest.replace(MONEY, ' '));
  rest = rest.replace(REFERENCE, (reference) => ' '.repeat(reference.length));
  for (const name of references.filter((reference) => !reference.startsWith('§')))
    rest = rest.replaceAll(new RegExp(name.replace(/[^\d]+/g, '[-/. ]'), 'g'), (number) =>
      ' '.repeat(number.length),
    );
  return { amounts: amounts(rest, language), dates: dated.map(({ value }) => value), references };
}

/** What a sentence claims that none of its quotes says, by kind; nothing when all is there. */
export function unfounded(
  sentence: { text: string; language: Language | null },
  quotes: { text: string; language: Language }[],
): ('number' | 'date' | 'reference')[] {
  const claimed = claimsOf(sentence.text, sentence.language);
  const known = quotes.map(({ text, language }) => claimsOf(text, language));
  const said = known.flatMap((claims) => claims.amounts);
  const saidDates = known.flatMap((claims) => claims.dates);
  const references = new Set(known.flatMap((claims) => claims.references));
  const numbers = new Set([
    ...quotes.flatMap(({ text }) => text.match(/\d+/g) ?? []).map((digits) => String(Number(digits))),
    ...said.map(({ value }) => value),
  ]);

  const founded = ({ value, unit }: Amount) =>
    unit === null
      ? numbers.has(value)
      : said.some((other) => other.value === value && (other.unit === unit || other.unit === null));
  return [
    ...(claimed.amounts.every(founded) ? [] : (['number'] as const)),
    ...(claimed.dates.every((date) => saidDates.some((known) => saysDate(known, date)))
      ? []
      : (['date'] as const)),
    ...(claimed.references.every((name) => references.has(name)) ? [] : (['reference'] as const)),
  ];
}
