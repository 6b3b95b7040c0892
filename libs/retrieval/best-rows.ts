/** Scores are sorted into so many steps to find where the best begin. */
const STEPS = 4096;

/**
 * The `limit` rows with the highest scores, best first, without sorting all; of equal ones the first.
 * @param rows how many of the scores count
 * @param floor rows that score no more than this are none
 */
export function bestRows(scores: Float32Array, rows: number, limit: number, floor: number): number[] {
  let highest = floor;
  for (let row = 0; row < rows; row++) if (scores[row]! > highest) highest = scores[row]!;
  const scale = STEPS / (highest - floor || 1);
  const counts = new Int32Array(STEPS + 1);
  for (let row = 0; row < rows; row++) {
    const score = scores[row]!;
    if (score > floor) counts[Math.floor((score - floor) * scale)]!++;
  }
  let lowest = STEPS;
  for (let sum = counts[lowest]!; sum < limit && lowest > 0;) sum += counts[--lowest]!;
  const best: number[] = [];
  for (let row = 0; row < rows; row++) {
    const score = scores[row]!;
    if (score > floor && Math.floor((score - floor) * scale) >= lowest) best.push(row);
  }
  return best.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, limit);
}
