/** The first letters of the months in the three languages. */
const MONTHS = [
  /^jan/i,
  /^feb/i,
  /^m(?:ar|är)/i,
  /^apr/i,
  /^ma[jiy]/i,
  /^jun/i,
  /^jul/i,
  /^aug/i,
  /^sep/i,
  /^o[kc]t/i,
  /^nov/i,
  /^de[cz]/i,
];
const MONTH =
  '(jan(?:uar[iy]?|uary)?|feb(?:ruar|ruary)?|mar(?:ts|ch)?|märz|apr(?:il)?|ma[jiy]|jun[ie]?|jul[iy]?|aug(?:ust)?|sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)(?!\\p{L})\\.?';

const FORMS: [RegExp, (groups: string[]) => (string | undefined)[]][] = [
  [/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/gu, ([year, month, day]) => [year, month, day]],
  [/(?<![\d.])(\d{1,2})[./]\s?(\d{1,2})[./-]\s?(\d{4})(?!\d)/gu, ([day, month, year]) => [year, month, day]],
  [
    new RegExp(`(?<!\\d)(\\d{1,2})(?:\\.|st|nd|rd|th)?\\s(?:of\\s)?${MONTH}(?:,?\\s(\\d{4}))?`, 'giu'),
    ([day, month, year]) => [year, month, day],
  ],
  [
    new RegExp(`(?<!\\p{L})${MONTH}\\s(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:,?\\s(\\d{4}))?`, 'giu'),
    ([month, day, year]) => [year, month, day],
  ],
  [new RegExp(`(?<!\\p{L})${MONTH}\\s(\\d{4})(?!\\d)`, 'giu'), ([month, year]) => [year, month, undefined]],
];

/** A date, and where it stands. What is not said is `*`: `*-03-01` is a first of March, `2023-03-*` a month. */
export interface FoundDate {
  value: string;
  start: number;
  end: number;
}

/** The dates of a Danish, German or English text, each place once. */
export function dates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const [form, order] of FORMS) {
    for (const match of text.matchAll(form)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const [year, month, day] = order(match.slice(1));
      const numbers = [year ?? '*', monthOf(month!), day ? day.padStart(2, '0') : '*'];
      if (numbers[1] === null || Number(day ?? 1) > 31) continue;
      found.push({ value: numbers.join('-'), start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function monthOf(written: string): string | null {
  const number = /^\d+$/.test(written) ? Number(written) : MONTHS.findIndex((name) => name.test(written)) + 1;
  return number >= 1 && number <= 12 ? String(number).padStart(2, '0') : null;
}

/** Does a date say all that the other one says? */
export function saysDate(known: string, claimed: string): boolean {
  const parts = known.split('-');
  return claimed.split('-').every((part, at) => part === '*' || part === parts[at]);
}
