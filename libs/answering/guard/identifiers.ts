/** A personal identifier in a text. */
export interface PersonalIdentifier {
  kind: 'cpr' | 'tax-id' | 'insurance-number' | 'iban' | 'phone' | 'email';
  start: number;
  end: number;
}

const digitsOf = (text: string) => text.replace(/\D/g, '');
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Days of a month in any year: a check of digits, not of a calendar. */
function isDate(day: number, month: number): boolean {
  const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return longest !== undefined && day >= 1 && day <= longest;
}

/**
 * A Danish CPR number: a birthday and four digits. The check by modulus 11 (weights 4 3 2 7 6 5 4 3 2 1) has not held
 * for all since 2007 (CPR-kontoret, "Personnummeret i CPR"), so a number with its dash needs only the date; ten digits
 * in a row need both, or the word for it before them.
 */
function isCpr(written: string, before: string): boolean {
  const digits = [...digitsOf(written)].map(Number);
  const [a, b, c, d] = digits as [number, number, number, number];
  if (!isDate(a * 10 + b, c * 10 + d)) return false;
  const weighed = sum([4, 3, 2, 7, 6, 5, 4, 3, 2, 1].map((weight, at) => weight * digits[at]!));
  return /\D/.test(written) || weighed % 11 === 0 || /(?:cpr|person)[\p{L}-]*\W{0,8}$/iu.test(before);
}

/**
 * A German tax id: eleven digits, the first no 0, of the first ten exactly one twice or thrice, the last the check
 * digit of ISO 7064 MOD 11,10 (Bundeszentralamt für Steuern, "Aufbau der Identifikationsnummer").
 */
function isTaxId(written: string): boolean {
  const digits = [...digitsOf(written)].map(Number);
  const counts = digits.slice(0, 10).reduce<number[]>((all, digit) => {
    all[digit] = (all[digit] ?? 0) + 1;
    return all;
  }, []);
  const repeated = counts.filter((count) => count > 1);
  if (digits[0] === 0 || repeated.length !== 1 || repeated[0]! > 3) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) product = (((digit + product) % 10 || 10) * 2) % 11;
  return (11 - product) % 10 === digits[10];
}

/**
 * A German social-insurance number: area, birthday, first letter of the name at birth, serial, check digit. The letter
 * counts as two digits; each is weighed 2 1 2 5 7 1 2 1 2 1 2 1, the cross sums' total modulo 10 is the check digit
 * (VKVV § 4).
 */
function isInsuranceNumber(written: string): boolean {
  const plain = written.replace(/\s/g, '').toUpperCase();
  const [, area, day, month, , letter, serial, checkDigit] =
    /^(\d{2})(\d{2})(\d{2})(\d{2})([A-Z])(\d{2})(\d)$/.exec(plain) ?? [];
  // A day above 31 marks a second number for one birthday: 50 is added.
  if (letter === undefined || !isDate(Number(day) % 50, Number(month)) || area === undefined) return false;
  const number = String(letter.charCodeAt(0) - 64).padStart(2, '0');
  const digits = [...(plain.slice(0, 8) + number + serial!)].map(Number);
  const crossSums = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].map((weight, at) => {
    const product = weight * digits[at]!;
    return Math.floor(product / 10) + (product % 10);
  });
  return sum(crossSums) % 10 === Number(checkDigit);
}

/** An IBAN: the rearranged number, letters as 10 to 35, leaves 1 modulo 97 (ISO 13616, ISO 7064). */
function isIban(written: string): boolean {
  const plain = written.replace(/\s/g, '').toUpperCase();
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

const CALLED =
  /(?:tlf|telefon\p{L}*|mobil\p{L}*|ring(?:e|er)?|tel|handy\p{L}*|anruf\p{L}*|rufnummer|phone|call|mobile)\W{0,12}(?:nr|nummer|no|number|på|unter|on|er|ist|is)?\W{0,4}$/iu;

/** What each looks like, and what tells it from another number. The first kind that fits takes the place. */
const KINDS: [PersonalIdentifier['kind'], RegExp, (written: string, before: string) => boolean][] = [
  ['email', /[\p{L}\p{N}][\p{L}\p{N}._%+-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, () => true],
  ['iban', /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:\s?[A-Z\d]{2,4}){3,8}(?![\p{L}\p{N}])/giu, isIban],
  [
    'insurance-number',
    /(?<![\p{L}\p{N}])\d{2}\s?\d{6}\s?[A-Z]\s?\d{2}\s?\d(?![\p{L}\p{N}])/giu,
    isInsuranceNumber,
  ],
  ['tax-id', /(?<![\p{L}\p{N}])\d{2}\s?\d{3}\s?\d{3}\s?\d{3}(?![\p{L}\p{N}])/gu, isTaxId],
  ['cpr', /(?<![\p{L}\p{N}-])\d{6}(?:\s?[-–]\s?|\s)?\d{4}(?![\p{L}\p{N}])/gu, isCpr],
  ['phone', /(?<![\p{L}\p{N}]|\d\s)(?:\+|00)\d{1,3}(?:[\s()/-]{0,3}\d){6,12}(?![\p{L}\p{N}])/gu, () => true],
  ['phone', /(?<![\p{L}\p{N}/.-])\d{2}\s\d{2}\s\d{2}\s\d{2}(?![\p{L}\p{N}/.-])/gu, () => true],
  [
    'phone',
    /(?<![\p{L}\p{N}])\(?\d(?:[\s()/-]{0,3}\d){6,12}(?![\p{L}\p{N}])/gu,
    (_, before) => CALLED.test(before),
  ],
];

/** The personal identifiers of a text, in order. Checked by date and check digit, so that case numbers pass. */
export function personalIdentifiers(text: string): PersonalIdentifier[] {
  const found: PersonalIdentifier[] = [];
  for (const [kind, form, holds] of KINDS) {
    for (const { 0: written, index: start } of text.matchAll(form)) {
      const end = start + written.length;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      if (holds(written, text.slice(Math.max(0, start - 40), start))) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The text with each personal identifier replaced by its kind in brackets. */
export function masked(text: string): string {
  return personalIdentifiers(text).reduceRight(
    (rest, { kind, start, end }) => `${rest.slice(0, start)}[${kind}]${rest.slice(end)}`,
    text,
  );
}
