import { KildeError } from '#platform';

/** @throws KildeError `bad-option` when the text of an option is no whole number or is less than `least` */
export function wholeNumber(text: string, option: string, least: number): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  if (value >= least && value <= 1e9) return value;
  throw new KildeError('bad-option', 400, `${option}: "${text}" is no whole number of at least ${least}.`);
}
