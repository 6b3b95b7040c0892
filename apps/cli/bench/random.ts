/** Numbers that look random and depend on the seed alone. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(values: readonly T[]): T;
  /** A rank in [0, count) that falls about as 1 / (rank + 1): the law by which words are used (Zipf). */
  rank(count: number): number;
  /** A number from the normal distribution with mean 0 and deviation 1. */
  normal(): number;
}

/** mulberry32: 32 bits of state, enough for text that is only to look varied. */
export function random(...seed: number[]): Random {
  let state = seed.reduce((mixed, value) => Math.imul(mixed ^ value, 0x9e3779b1) + 0x7f4a7c15, 0x2545f491);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick: (values) => values[between(0, values.length - 1)]!,
    rank: (count) => Math.min(count - 1, Math.floor((count + 1) ** next()) - 1),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
