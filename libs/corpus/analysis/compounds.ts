const LINKS = ['', 's', 'e', 'n', 'en', 'er', 'es'];
const SHORTEST_PART = 4;
const MOST_PARTS = 4;

/**
 * Splits a compound into words of a vocabulary: "varmeregnskab" -> ["varme", "regnskab"].
 *
 * Each part has at least 4 letters; all but the last may carry a linking s, e, n, en, er or es. Of all splits into
 * two or more known parts the one with the highest mean of log frequencies wins, and a whole word that is itself
 * commoner than its parts is left alone.
 * @param frequency relative frequency of a known word, or undefined
 * @returns the parts without links, in order; [] when the word does not split
 */
export function compoundParts(word: string, frequency: (word: string) => number | undefined): string[] {
  if (word.length < 2 * SHORTEST_PART || !/^\p{L}+$/u.test(word)) return [];
  let best: { parts: string[]; score: number } | undefined;

  const extend = (from: number, parts: string[], logs: number) => {
    const rest = word.slice(from);
    const last = parts.length > 0 ? frequency(rest) : undefined;
    if (last !== undefined && rest.length >= SHORTEST_PART) {
      const score = (logs + Math.log(last)) / (parts.length + 1);
      if (!best || score > best.score) best = { parts: [...parts, rest], score };
    }
    if (parts.length === MOST_PARTS - 1) return;
    for (let end = from + SHORTEST_PART; end <= word.length - SHORTEST_PART; end++) {
      for (const link of LINKS) {
        if (!word.slice(from, end).endsWith(link)) continue;
        const part = word.slice(from, end - link.length);
        if (part.length < SHORTEST_PART) continue;
        const known = frequency(part);
        if (known !== undefined) extend(end, [...parts, part], logs + Math.log(known));
      }
    }
  };
  extend(0, [], 0);
  return best?.parts ?? [];
}
