import { type Language, LANGUAGES } from '#platform';
import {
  type Direction,
  directionOf,
  MOST_TRANSLATIONS,
  type Stem,
  strongest,
  type Translation,
} from './translations.js';

type Entries = Map<string, Translation[]>;

/** What a translation through the third language counts against a direct one. */
const PIVOT = 0.7;

/**
 * Adds the words that a direction misses but that can be translated through the third language, with weight
 * 0.7 * sum of (first weight * second weight), at least `least`. Learns nothing from other pivots.
 */
export function addPivots(
  direct: Map<Direction, Entries>,
  stem: Stem,
  least: number,
): Map<Direction, Entries> {
  const entriesOf = (from: Language, to: Language) =>
    direct.get(directionOf(from, to)) ?? new Map<string, Translation[]>();
  const result = new Map<Direction, Entries>();
  for (const from of LANGUAGES) {
    for (const to of LANGUAGES) {
      if (from === to) continue;
      const through = LANGUAGES.find((language) => language !== from && language !== to)!;
      const entries = new Map(entriesOf(from, to));
      for (const [source, middle] of entriesOf(from, through)) {
        if (entries.has(source)) continue;
        const found = join(middle, (word) => entriesOf(through, to).get(stem(word, through)), least);
        if (found.length) entries.set(source, found);
      }
      result.set(directionOf(from, to), entries);
    }
  }
  return result;
}

function join(
  first: Translation[],
  second: (word: string) => Translation[] | undefined,
  least: number,
): Translation[] {
  const weights = new Map<string, number>();
  for (const middle of first) {
    for (const { word, weight } of second(middle.word) ?? []) {
      weights.set(word, (weights.get(word) ?? 0) + PIVOT * middle.weight * weight);
    }
  }
  const list = Array.from(weights, ([word, weight]) => ({ word, weight: Math.min(PIVOT, weight) }));
  return strongest(
    list.filter(({ weight }) => weight >= least),
    MOST_TRANSLATIONS,
  );
}
