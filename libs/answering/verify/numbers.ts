import type { Language } from '#platform';

/** Numbers written as words, by language; one is left out, which is an article in all three. */
const WORDS: Record<Language, string> = {
  da: 'nul - to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve',
  de: 'null - zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
  en: 'zero - two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
};
const LARGER: Record<Language, Record<string, number>> = {
  da: {
    tredive: 30,
    fyrre: 40,
    halvtreds: 50,
    tres: 60,
    halvfjerds: 70,
    firs: 80,
    halvfems: 90,
    hundrede: 100,
  },
  de: {
    dreißig: 30,
    vierzig: 40,
    fünfzig: 50,
    sechzig: 60,
    siebzig: 70,
    achtzig: 80,
    neunzig: 90,
    hundert: 100,
  },
  en: { thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, hundred: 100 },
};
const VALUES = Object.fromEntries(
  (['da', 'de', 'en'] as const).map((language) => [
    language,
    new Map([
      ...WORDS[language].split(' ').map((word, value): [string, number] => [word, value]),
      ...Object.entries(LARGER[language]),
    ]),
  ]),
) as Record<Language, Map<string, number>>;

/** The units that a number may count, in one name for the three languages. */
const UNITS: [string, RegExp][] = [
  ['%', /^(?:%|procent|prozent|percent|per cent)/iu],
  ['workday', /^(?:arbejdsdag|hverdag|arbeitstag|werktag|working day|business day|workday)\p{L}*/iu],
  ['day', /^(?:dage?|døgn|tage?n?|days?)(?!\p{L})/iu],
  ['week', /^(?:uger?|wochen?|weeks?)(?!\p{L})/iu],
  ['month', /^(?:måneder|måned|månederne|monate?n?|months?)(?!\p{L})/iu],
  ['year', /^(?:år|jahre?n?|years?)(?!\p{L})/iu],
  ['hour', /^(?:timer?|stunden?|hours?)(?!\p{L})/iu],
  ['minute', /^(?:minut(?:ter)?|minuten?|minutes?)(?!\p{L})/iu],
  ['kr', /^(?:kr|kroner|dkk)(?!\p{L})/iu],
  ['eur', /^(?:€|euro|eur)(?!\p{L})/iu],
  ['gbp', /^(?:£|pounds?|gbp)(?!\p{L})/iu],
  ['m2', /^(?:m²|m2|kvm|kvadratmeter|quadratmeter|square met(?:er|re)s?)(?!\p{L})/iu],
  ['m', /^(?:m|meter|metern|met(?:er|re)s?)(?!\p{L})/iu],
  ['cm', /^(?:cm|centimeter|zentimeter|centimet(?:er|re)s?)(?!\p{L})/iu],
  ['km', /^(?:km|kilometern?|kilomet(?:er|re)s?)(?!\p{L})/iu],
  ['kg', /^(?:kg|kilo|kilogramm?)(?!\p{L})/iu],
  ['mg', /^(?:mg|milligramm?)(?!\p{L})/iu],
  ['ml', /^(?:ml|milliliter|millilit(?:er|re)s?)(?!\p{L})/iu],
];
const BEFORE = /(?:(€|£)|(?<!\p{L})(kr|dkk|eur)\.?)\s?$/iu;

/** A number with what it counts; null where nothing says. */
export interface Amount {
  value: string;
  unit: string | null;
  start: number;
  end: number;
}

const DIGITS = /(?<![\p{L}\p{N}])\d+(?:[.,' \u00a0\u202f]\d{3})*(?:[.,]\d+)?(?!\d)/gu;
const WORD = /\p{L}+/gu;
/** Between the two numbers of a range, whose unit stands behind the second: "4-5 uger", "zwei bis drei Jahre". */
const TO = /^\s?(?:[-–—]|til|bis|to|eller|oder|or)\s?$/iu;

/** The numbers of a text, in digits or as words of its language, with their units. In order. */
export function amounts(text: string, language: Language | null): Amount[] {
  const digits = [...text.matchAll(DIGITS)].map((match) => ({ match, value: valueOf(match[0]) }));
  const named = language
    ? [...text.matchAll(WORD)].flatMap((match) => {
        const value = VALUES[language].get(match[0].toLowerCase());
        return value === undefined || match[0] === '-' ? [] : [{ match, value: String(value) }];
      })
    : [];
  const found = [...digits, ...named]
    .map(({ match, value }): Amount => {
      const [start, end] = [match.index, match.index + match[0].length];
      return { value, unit: unitAt(text, start, end), start, end };
    })
    .sort((a, b) => a.start - b.start);
  for (const [at, amount] of found.entries()) {
    const next = found[at + 1];
    if (amount.unit === null && next && TO.test(text.slice(amount.end, next.start))) amount.unit = next.unit;
  }
  return found;
}

function unitAt(text: string, start: number, end: number): string | null {
  const behind = text.slice(end, end + 30).replace(/^[\s\u00a0-]{0,2}/u, '');
  const before = BEFORE.exec(text.slice(Math.max(0, start - 6), start));
  const named = UNITS.find(([, pattern]) => pattern.test(behind))?.[0];
  if (named) return named;
  const sign = (before?.[1] ?? before?.[2] ?? '').toLowerCase();
  return { '€': 'eur', '£': 'gbp', kr: 'kr', dkk: 'kr', eur: 'eur' }[sign] ?? null;
}

/** One spelling of a number: 1.000,50 and 1,000.50 are 1000.5; a group of three digits behind a mark is thousands. */
function valueOf(written: string): string {
  const plain = written.replace(/[.,' \u00a0\u202f](?=\d{3}(?!\d))/g, '').replace(',', '.');
  return String(Number(plain));
}
