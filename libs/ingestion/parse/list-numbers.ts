/** The letters of an alphabet hold this many rounds in Word, and no list of a person's is longer. */
const MOST_LETTERS = 780;
const MOST_ROMAN = 3999;
const ROMAN: [value: number, sign: string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

const NUMERALS: Record<string, (value: number) => string> = {
  decimalZero: (value) => String(value).padStart(2, '0'),
  lowerLetter: (value) => letter(value) ?? String(value),
  upperLetter: (value) => letter(value)?.toUpperCase() ?? String(value),
  lowerRoman: (value) => roman(value) ?? String(value),
  upperRoman: (value) => roman(value)?.toUpperCase() ?? String(value),
  // As Danish and German write them.
  ordinal: (value) => `${value}.`,
  none: () => '',
  bullet: () => '',
};

/** A number as a list shows it. Formats are named as in Word's files (ECMA-376 17.18.59); unknown ones are decimal. */
export function numeral(value: number, format: string): string {
  return Object.hasOwn(NUMERALS, format) ? NUMERALS[format]!(value) : String(value);
}

/** a … z, aa, bb …; null for what has no letter. */
function letter(value: number): string | null {
  if (value < 1 || value > MOST_LETTERS) return null;
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function roman(value: number): string | null {
  if (value < 1 || value > MOST_ROMAN) return null;
  let left = value;
  return ROMAN.map(([worth, sign]) => {
    const times = Math.floor(left / worth);
    left -= times * worth;
    return sign.repeat(times);
  }).join('');
}

/** How far a list has counted on each of its levels, 0 the outermost; undefined where a level begins anew. */
export type Counts = (number | undefined)[];

/**
 * Counts one more on a level. A level above that was passed over counts as begun; those below begin anew unless
 * `goesOn` says otherwise. `start` is where each level begins.
 */
export function count(
  counts: Counts,
  level: number,
  start: (level: number) => number,
  goesOn: (deeper: number) => boolean = () => false,
): void {
  for (let above = 0; above < level; above++) counts[above] ??= start(above);
  counts[level] = (counts[level] ?? start(level) - 1) + 1;
  for (let deeper = level + 1; deeper < counts.length; deeper++)
    if (!goesOn(deeper)) counts[deeper] = undefined;
}
