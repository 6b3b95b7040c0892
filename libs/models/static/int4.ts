/**
 * A row of numbers as 4-bit levels 0 to 15 with one scale: value = (level - 7.5) * scale. Two levels a byte, the
 * even dimension in the low half. Sixteen symmetric levels without a zero lose least on bell-shaped rows.
 */
const MIDDLE = 7.5;

/** Candidate clipping points as multiples of the row's root mean square: 2.7 suits a normal distribution. */
const CLIPS = [2.1, 2.4, 2.7, 3.0, 3.4];

const nearestLevel = (value: number) => Math.min(15, Math.max(0, Math.round(value + MIDDLE)));

function squaredError(row: Float32Array, scale: number): number {
  let error = 0;
  for (const value of row) {
    const difference = (nearestLevel(value / scale) - MIDDLE) * scale - value;
    error += difference * difference;
  }
  return error;
}

/** Writes `row` (an even number of dimensions) to `target` from `offset` on; returns the scale. */
export function packRow(row: Float32Array, target: Uint8Array, offset: number): number {
  let squares = 0;
  for (const value of row) squares += value * value;
  if (squares === 0) {
    target.fill(0, offset, offset + row.length / 2);
    return 0;
  }
  const rms = Math.sqrt(squares / row.length);
  const scales = CLIPS.map((clip) => Math.fround((clip * rms) / 8));
  const errors = scales.map((scale) => squaredError(row, scale));
  const scale = scales[errors.indexOf(Math.min(...errors))]!;
  for (let i = 0; i < row.length; i += 2) {
    target[offset + i / 2] = nearestLevel(row[i]! / scale) | (nearestLevel(row[i + 1]! / scale) << 4);
  }
  return scale;
}

/** sum += weight * row, where the row's `sum.length` levels start at byte `offset`. */
export function addRow(sum: Float64Array, rows: Uint8Array, offset: number, scale: number, weight = 1): void {
  const step = scale * weight;
  const shift = MIDDLE * step;
  for (let i = 0, byte = offset; i < sum.length; i += 2, byte++) {
    const pair = rows[byte]!;
    sum[i]! += (pair & 15) * step - shift;
    sum[i + 1]! += (pair >> 4) * step - shift;
  }
}
