/** Formats of numbers that Excel has built in and that show a date or a time (ECMA-376, 18.8.30). */
const DATE_FORMATS = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);
const PERCENT_FORMATS = new Set([9, 10]);
const DAY_MS = 86_400_000;
/** Day 0 of Excel's two calendars: its first one believes that 1900 was a leap year. */
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };

export type Calendar = keyof typeof EPOCHS;
export type NumberKind = 'date' | 'percent' | 'number';

/** What a number format shows, by its id and its code if it is one of the file's own. */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined)
    return DATE_FORMATS.has(id) ? 'date' : PERCENT_FORMATS.has(id) ? 'percent' : 'number';
  const bare = code.split(';')[0]!.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  if (/general/i.test(bare)) return 'number';
  if (/[dmyhs]/i.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'number';
}

/** A stored number as text: days as YYYY-MM-DD, with the time where there is one; else at most 15 digits. */
export function numberText(stored: string, kind: NumberKind, calendar: Calendar): string {
  const value = Number(stored);
  if (!stored.trim() || !Number.isFinite(value)) return stored;
  if (kind === 'percent') return `${Number((value * 100).toPrecision(15))}%`;
  if (kind === 'number') return String(Number(value.toPrecision(15)));
  const moment = new Date(EPOCHS[calendar] + Math.round((value * DAY_MS) / 1000) * 1000);
  if (Number.isNaN(moment.getTime())) return stored;
  const [day, time] = moment.toISOString().slice(0, 19).split('T') as [string, string];
  if (value >= 0 && value < 1) return time;
  return Number.isInteger(value) ? day : `${day} ${time}`;
}

/** "BC12" -> 54: the column of a cell, counted from 0; null for what names no cell. */
export function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 : null;
}
