import { identifiers, isCaseNumber, statutes, type Field } from '#corpus';

/** How much of a text is looked at for what stands at the head of a document, in UTF-16 code units. */
const HEAD = 3000;
const MOST_STATUTES = 50;

/**
 * What a text itself says for the fields of a schema that name a rule (`from`). A field whose rule finds nothing is
 * absent.
 */
export function metadataFromText(text: string, schema: Field[]): Record<string, unknown> {
  const found = schema.map(({ name, from }) => [name, from && RULES[from](text)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null));
}

const RULES: Record<NonNullable<Field['from']>, (text: string) => string | string[] | null> = {
  'case-number': caseNumber,
  date: headDate,
  statutes: (text) => {
    const cited = statutes(text).slice(0, MOST_STATUTES);
    return cited.length > 0 ? cited : null;
  },
  title: (text) => text.split('\n').find((line) => /\p{L}/u.test(line)) ?? null,
};

const CASE_LABEL =
  /(?:\b(?:sags?(?:nr|nummer|id)|j\.?\s?nr|journal(?:nr|nummer)|aktenzeichen|az|gesch(?:äfts)?(?:z|zeichen)|case (?:no|number)|file (?:no|number)|reference(?: no)?|ref|vores ref))\b[.:\s]{0,4}([\p{L}\p{N}][^\n;,()]{1,38})/giu;

/** The first case number that stands behind its label at the head of a text, as it is written there. */
function caseNumber(text: string): string | null {
  for (const [, written] of text.slice(0, HEAD).matchAll(CASE_LABEL)) {
    // A number may have letters before and after its groups: "HN-417-2023", "3 C 123/24", "VIII ZR 12/20".
    const number = /^(?:[\p{L}\d]{1,6}[ .-]{1,2}){0,3}\d{1,8}(?:[-/.]\d{1,8})+(?:-[\p{L}\d]+)?/u.exec(
      written!,
    )?.[0];
    if (number && identifiers(number).some(isCaseNumber)) return number;
  }
  return null;
}

const MONTHS = [
  /^jan/,
  /^feb/,
  /^m(?:ar|är)/,
  /^apr/,
  /^ma[jiy]/,
  /^jun/,
  /^jul/,
  /^aug/,
  /^sep/,
  /^o[kc]t/,
  /^nov/,
  /^de[czs]/,
];
const MONTH = '(\\p{L}{3,9})\\.?';
/** Year, month and day by the names of their groups, in the ways of the three languages. */
const DATES = [
  /(?<![\d-])(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?![\d-])/gu,
  /(?<![\d.])(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})(?!\d)/gu,
  new RegExp(`(?<!\\d)(?<day>\\d{1,2})\\.?\\s+(?<month>${MONTH})\\s+(?<year>\\d{4})(?!\\d)`, 'giu'),
  new RegExp(`\\b(?<month>${MONTH})\\s+(?<day>\\d{1,2}),\\s+(?<year>\\d{4})(?!\\d)`, 'giu'),
];

/** The first day that is named at the head of a text, as YYYY-MM-DD. */
function headDate(text: string): string | null {
  const head = text.slice(0, HEAD);
  const found = DATES.flatMap((pattern) =>
    [...head.matchAll(pattern)].flatMap((match) => {
      const day = dayOf(match.groups as Record<'year' | 'month' | 'day', string>);
      return day ? [{ at: match.index, day }] : [];
    }),
  );
  return found.sort((a, b) => a.at - b.at)[0]?.day ?? null;
}

function dayOf({ year, month, day }: Record<'year' | 'month' | 'day', string>): string | null {
  const named = MONTHS.findIndex((pattern) => pattern.test(month.toLowerCase()));
  const number = /^\d/.test(month) ? Number(month) : named + 1;
  const iso = [year, String(number).padStart(2, '0'), day.padStart(2, '0')].join('-');
  const read = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === iso ? iso : null;
}
