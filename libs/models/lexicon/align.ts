/** A run of sentences on each side that translate each other: [first, end) on the left, then on the right. */
export type Bead = readonly [leftFirst: number, leftEnd: number, rightFirst: number, rightEnd: number];

/** Sentences taken on each side, and what the step costs: mostly one to one, as Gale & Church (1993) counted. */
const STEPS = [
  { left: 1, right: 1, cost: 0 },
  { left: 1, right: 2, cost: 2.3 },
  { left: 2, right: 1, cost: 2.3 },
  { left: 1, right: 0, cost: 4.5 },
  { left: 0, right: 1, cost: 4.5 },
] as const;

/** How unlike two lengths are, in standard deviations of the difference that good translations show. */
const mismatch = (left: number, right: number, ratio: number) =>
  Math.abs(left - right / ratio) / Math.sqrt(1 + (left + right / ratio) / 2);

/**
 * Aligns the sentences of a text with those of its translation by their lengths alone (in words), by dynamic
 * programming over one-to-one, one-to-two and left-out sentences. Left-out sentences are in no bead.
 */
export function alignSentences(left: number[], right: number[]): Bead[] {
  const sum = (lengths: number[]) => lengths.reduce((total, length) => total + length, 0);
  if (!left.length || !right.length) return [];
  const ratio = sum(right) / sum(left);
  const width = right.length + 1;
  const costs = new Float64Array((left.length + 1) * width).fill(Infinity);
  const taken = new Int8Array(costs.length);
  costs[0] = 0;
  for (let i = 0; i <= left.length; i++) {
    for (let j = 0; j <= right.length; j++) {
      for (const [number, step] of STEPS.entries()) {
        const [a, b] = [i - step.left, j - step.right];
        if (a < 0 || b < 0) continue;
        const fit = mismatch(sum(left.slice(a, i)), sum(right.slice(b, j)), ratio);
        const cost = costs[a * width + b]! + step.cost + (step.left && step.right ? fit : 0);
        if (cost >= costs[i * width + j]!) continue;
        costs[i * width + j] = cost;
        taken[i * width + j] = number;
      }
    }
  }
  return traceBack(taken, left.length, right.length);
}

function traceBack(taken: Int8Array, lefts: number, rights: number): Bead[] {
  const beads: Bead[] = [];
  let [i, j] = [lefts, rights];
  while (i > 0 || j > 0) {
    const step = STEPS[taken[i * (rights + 1) + j]!]!;
    if (step.left && step.right) beads.push([i - step.left, i, j - step.right, j]);
    i -= step.left;
    j -= step.right;
  }
  return beads.reverse();
}
