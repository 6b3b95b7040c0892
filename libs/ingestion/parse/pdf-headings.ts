import type { Line } from './pdf-lines.js';

const LARGER = 1.12;
const MAX_LENGTH = 160;
const MAX_BOLD_LENGTH = 110;
/** Where more of the text than this is bold, bold type says nothing. */
const BOLD_SHARE = 0.3;
const LOWEST_LEVEL = 6;

/**
 * The heading level of each line, or undefined for running text. Type larger than most of the document makes a
 * heading, the larger the higher; below those come short lines that are wholly bold.
 */
export function headingLevels(lines: Line[]): (number | undefined)[] {
  const body = bodySize(lines);
  const weight = (some: Line[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  const boldSpeaks = weight(lines.filter(({ bold }) => bold)) <= weight(lines) * BOLD_SHARE;
  const isLarge = (group: Line[]) => group[0]!.size >= body * LARGER && weight(group) <= MAX_LENGTH;
  const isBold = (group: Line[]) =>
    boldSpeaks &&
    group.every(({ bold, size }) => bold && size >= body * 0.95) &&
    weight(group) <= MAX_BOLD_LENGTH &&
    !/[.,;:]$/.test(group.at(-1)!.text);
  const groups = alikeLines(lines);
  const sizes = [...new Set(groups.filter(isLarge).map(sizeClass))].sort((a, b) => b - a);
  return groups.flatMap((group) => {
    const isTitle = group.every(isTitleText) && (isLarge(group) || isBold(group));
    const level = isLarge(group) ? sizes.indexOf(sizeClass(group)) + 1 : sizes.length + 1;
    return group.map(() => (isTitle ? Math.min(LOWEST_LEVEL, level) : undefined));
  });
}

/** Lines below each other that look the same: a title on two lines is one, and bold lines of a paragraph are none. */
function alikeLines(lines: Line[]): Line[][] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const last = groups.at(-1)?.at(-1);
    const step = last && last.region === line.region ? line.y - last.y : 0;
    const alike = last && last.bold === line.bold && sizeClass([last]) === sizeClass([line]);
    if (alike && step > 0 && step < line.size * 1.7) groups.at(-1)!.push(line);
    else groups.push([line]);
  }
  return groups;
}

function isTitleText({ text, isRow }: Line): boolean {
  return !isRow && /\p{L}{2}/u.test(text) && !/^[•▪‣◦·]/u.test(text);
}

/** Sizes that differ by less than half a point look the same. */
function sizeClass([first]: Line[]): number {
  return Math.round(first!.size);
}

/** The size of most characters. */
function bodySize(lines: Line[]): number {
  const lengths = new Map<number, number>();
  for (const { text, size } of lines) {
    const rounded = Math.round(size * 2) / 2;
    lengths.set(rounded, (lengths.get(rounded) ?? 0) + text.length);
  }
  return [...lengths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
