import type { Language, Texts } from './index.js';

/** A day (`YYYY-MM-DD`) in words; what is no day is shown as it is. */
export function day(value: string, t: Texts): string {
  const date = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return value;
  return new Intl.DateTimeFormat(t.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

export function moment(value: string, t: Texts): string {
  return new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(value),
  );
}

/** When something was last looked at, after "since": a time of today, a day of this week, or a day. */
export function sinceWhen(value: string, t: Texts, now = new Date()): string {
  const then = new Date(value);
  const daysAgo = dayNumber(now) - dayNumber(then);
  if (daysAgo < 1) return new Intl.DateTimeFormat(t.locale, { timeStyle: 'short' }).format(then);
  const style = daysAgo < 7 ? ({ weekday: 'long' } as const) : ({ dateStyle: 'long' } as const);
  return new Intl.DateTimeFormat(t.locale, style).format(then);
}

/** The reader's day, as a number that grows by the same for each day, also where clocks are changed. */
function dayNumber(moment: Date): number {
  return Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / 86_400_000;
}

/** Today as the server counts days: in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

export function bytes(size: number, t: Texts): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(size, 1)) / 3));
  const format = { style: 'unit', unit: units[power], maximumFractionDigits: power ? 1 : 0 } as const;
  return new Intl.NumberFormat(t.locale, format).format(size / 1000 ** power);
}

/** A label by language, in the reader's language or else in any. */
export function inLanguage(
  label: Record<string, string | undefined>,
  language: Language,
): string | undefined {
  return label[language] ?? label.en ?? Object.values(label).find(Boolean);
}

/** A value of a fixed list (kind, language) in the reader's language; other values as they are. */
export function valueName(field: string, value: string, t: Texts): string {
  if (field === 'kind') return t.kinds[value] ?? value.charAt(0).toUpperCase() + value.slice(1);
  if (field === 'language') return t.languages[value] ?? value;
  return value;
}
