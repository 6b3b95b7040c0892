/** A text as it is compared: one spelling for what typesetters vary, and where each of its characters stands. */
interface Folded {
  text: string;
  /** The place in the original of each character, and behind the last one the original's length. */
  places: number[];
}

/** A base character with its combining marks, or white space, or a lone mark. */
const CLUSTER = /\s+|\P{M}\p{M}*|\p{M}+/gu;
/** What nobody sees: soft hyphens, zero widths, directions, byte order marks, tag characters, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const SPELLINGS: [RegExp, string][] = [
  [/[‘’‚‛′`´]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/[‐‑‒–—―−]/g, '-'],
  [/…/g, '...'],
];

/** The visible text: without characters that nobody sees. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * Where a text says a quote, word for word and in one piece: the range in the text, or null. White space, Unicode
 * forms, kinds of quotation marks and dashes, and invisible characters may differ; nothing else may.
 */
export function locate(quote: string, text: string): { start: number; end: number } | null {
  const wanted = fold(quote).text.trim();
  if (wanted === '') return null;
  const { text: folded, places } = fold(text);
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (!insideWord(folded, at) && !insideWord(folded, end))
      return { start: places[at]!, end: places[end - 1]! + lengthAt(text, places, end - 1) };
  }
  return null;
}

/** A quote of "leje" does not stand in "lejeloven", nor "4" in "4.250" or "4,5". */
function insideWord(text: string, at: number): boolean {
  return (
    /^(?:[\p{L}\p{N}]{2}|\d[.,]\d)/u.test(text.slice(at - 1, at + 2)) ||
    /^\d[.,]\d/.test(text.slice(at - 2, at + 1))
  );
}

/** How long the original of a folded character is: up to the next one that stands elsewhere, without white space. */
function lengthAt(text: string, places: number[], at: number): number {
  const start = places[at]!;
  const next = places.slice(at + 1).find((place) => place > start) ?? text.length;
  const piece = text.slice(start, next);
  return piece.trimEnd().length || piece.length;
}

function fold(text: string): Folded {
  let folded = '';
  const places: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    let spelling = /^\s/.test(cluster) ? ' ' : visible(cluster).normalize('NFKC');
    for (const [kinds, one] of SPELLINGS) spelling = spelling.replace(kinds, one);
    if (spelling.startsWith(' ') && folded.endsWith(' ')) spelling = spelling.trimStart();
    for (let at = 0; at < spelling.length; at++) places.push(index);
    folded += spelling;
  }
  return { text: folded, places: [...places, text.length] };
}
