/** Sentence pairs as runs of word numbers of either language (dense, from 0). */
export interface Bitext {
  left: Int32Array;
  right: Int32Array;
  /** Four numbers a sentence pair: [first, end) in `left`, [first, end) in `right`. */
  pairs: Int32Array;
  leftWords: number;
  rightWords: number;
}

/** Every pair of words that stand in some sentence pair together. All arrays have one number a word pair. */
export interface WordPairs {
  left: Int32Array;
  right: Int32Array;
  /** p(right word | left word). */
  forward: Float32Array;
  /** p(left word | right word). */
  backward: Float32Array;
  /** How often the two were linked, the geometric mean of what both directions expect. */
  linked: Float32Array;
}

/**
 * IBM Model 1 (Brown et al. 1993) in both directions at once, by expectation maximisation from equal chances; either
 * side has an empty word that takes what the other leaves over. Deterministic. Memory: about 4 bytes for each
 * combination of words of a sentence pair, 50 bytes for each distinct one.
 */
export function trainModelOne(
  bitext: Bitext,
  iterations: number,
  onIteration?: (done: number) => void,
): WordPairs {
  const { links, left, right } = linkWords(bitext);
  const forward = direction(left, bitext.leftWords, bitext.rightWords);
  const backward = direction(right, bitext.rightWords, bitext.leftWords);
  for (let done = 0; done < iterations; done++) {
    collect(bitext, links, forward, backward);
    normalise(forward);
    normalise(backward);
    onIteration?.(done + 1);
  }
  const linked = forward.counts.map((count, pair) => Math.sqrt(count * backward.counts[pair]!));
  return { left, right, forward: forward.chances, backward: backward.chances, linked };
}

interface Links {
  /** For each sentence pair, word by word of the left and within it of the right, the number of the word pair. */
  links: Int32Array;
  left: Int32Array;
  right: Int32Array;
}

function linkWords({ left, right, pairs, rightWords }: Bitext): Links {
  let total = 0;
  for (let p = 0; p < pairs.length; p += 4)
    total += (pairs[p + 1]! - pairs[p]!) * (pairs[p + 3]! - pairs[p + 2]!);
  const links = new Int32Array(total);
  const table = createTable();
  let at = 0;
  for (let p = 0; p < pairs.length; p += 4) {
    for (let i = pairs[p]!; i < pairs[p + 1]!; i++) {
      for (let j = pairs[p + 2]!; j < pairs[p + 3]!; j++) {
        links[at++] = numberOf(table, left[i]! * rightWords + right[j]!);
      }
    }
  }
  const keys = table.keys.subarray(0, table.size);
  return {
    links,
    left: Int32Array.from(keys, (key) => Math.floor(key / rightWords)),
    right: Int32Array.from(keys, (key) => key % rightWords),
  };
}

/** Numbers keys in order of appearance: an open-addressing table, because a Map holds no more than 2^24 keys. */
interface Table {
  keys: Float64Array;
  /** Number of the key + 1, or 0. As many as a power of two, at most two thirds full. */
  slots: Int32Array;
  size: number;
}

const createTable = (): Table => ({
  keys: new Float64Array(1 << 16),
  slots: new Int32Array(1 << 17),
  size: 0,
});

function slotOf({ keys, slots }: Table, key: number): number {
  const mask = slots.length - 1;
  const mixed = Math.imul(key % 0x7fffffff, 0x9e3779b1);
  let slot = (mixed ^ (mixed >>> 15)) & mask;
  while (slots[slot] && keys[slots[slot]! - 1] !== key) slot = (slot + 1) & mask;
  return slot;
}

function numberOf(table: Table, key: number): number {
  const slot = slotOf(table, key);
  const known = table.slots[slot]!;
  if (known) return known - 1;
  if (table.size === table.keys.length) {
    const keys = new Float64Array(Math.ceil(table.keys.length * 1.5));
    keys.set(table.keys);
    table.keys = keys;
  }
  table.keys[table.size] = key;
  table.slots[slot] = ++table.size;
  if (table.size * 3 > table.slots.length * 2) {
    table.slots = new Int32Array(table.slots.length * 2);
    for (let n = 0; n < table.size; n++) table.slots[slotOf(table, table.keys[n]!)] = n + 1;
  }
  return table.size - 1;
}

/** One direction of the model: the chance of an effect given its cause, by word pair. */
interface Direction {
  causes: Int32Array;
  causeWords: number;
  chances: Float32Array;
  counts: Float32Array;
  /** The same given the empty word, by effect. */
  emptyChances: Float32Array;
  emptyCounts: Float32Array;
}

function direction(causes: Int32Array, causeWords: number, effectWords: number): Direction {
  return {
    ...{ causes, causeWords },
    chances: new Float32Array(causes.length).fill(1 / effectWords),
    counts: new Float32Array(causes.length),
    emptyChances: new Float32Array(effectWords).fill(1 / effectWords),
    emptyCounts: new Float32Array(effectWords),
  };
}

/** The expected counts of one pass over the text. */
function collect(
  { left, right, pairs }: Bitext,
  links: Int32Array,
  forward: Direction,
  backward: Direction,
): void {
  for (const { counts, emptyCounts } of [forward, backward]) {
    counts.fill(0);
    emptyCounts.fill(0);
  }
  let start = 0;
  for (let p = 0; p < pairs.length; p += 4) {
    const rows = pairs[p + 1]! - pairs[p]!;
    const columns = pairs[p + 3]! - pairs[p + 2]!;
    for (let j = 0; j < columns; j++) {
      spread(forward, links, start + j, columns, rows, right[pairs[p + 2]! + j]!);
    }
    for (let i = 0; i < rows; i++)
      spread(backward, links, start + i * columns, 1, columns, left[pairs[p]! + i]!);
    start += rows * columns;
  }
}

/** Shares one occurrence of an effect among its possible causes: `count` links from `first` on, `stride` apart. */
function spread(
  { chances, counts, emptyChances, emptyCounts }: Direction,
  links: Int32Array,
  first: number,
  stride: number,
  count: number,
  effect: number,
): void {
  let sum = emptyChances[effect]!;
  const end = first + count * stride;
  for (let at = first; at < end; at += stride) sum += chances[links[at]!]!;
  if (!(sum > 0)) return;
  emptyCounts[effect]! += emptyChances[effect]! / sum;
  for (let at = first; at < end; at += stride) counts[links[at]!]! += chances[links[at]!]! / sum;
}

function normalise({ causes, causeWords, chances, counts, emptyChances, emptyCounts }: Direction): void {
  const totals = new Float64Array(causeWords);
  for (let pair = 0; pair < counts.length; pair++) totals[causes[pair]!]! += counts[pair]!;
  for (let pair = 0; pair < counts.length; pair++)
    chances[pair] = counts[pair]! / (totals[causes[pair]!]! || 1);
  const empty = emptyCounts.reduce((sum, count) => sum + count, 0);
  for (let effect = 0; effect < emptyCounts.length; effect++) {
    emptyChances[effect] = emptyCounts[effect]! / (empty || 1);
  }
}
