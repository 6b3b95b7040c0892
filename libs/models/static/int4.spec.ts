import { addRow, packRow } from './int4.js';
import { seededRandom } from './train/random.js';

it('keeps the direction of a row to within a few degrees', () => {
  const random = seededRandom(3);
  const row = Float32Array.from({ length: 64 }, () => random() + random() + random() - 1.5);
  const packed = new Uint8Array(40);
  const scale = packRow(row, packed, 8);
  const read = new Float64Array(64);
  addRow(read, packed, 8, scale);
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, index) => sum + value * b[index]!, 0);
  expect(dot(row, read) / Math.sqrt(dot(row, row) * dot(read, read))).toBeGreaterThan(0.99);
});

it('adds a row with a weight to what is there', () => {
  const packed = new Uint8Array(1);
  const scale = packRow(Float32Array.of(1, -1), packed, 0);
  const sum = Float64Array.of(10, 10);
  addRow(sum, packed, 0, scale, 2);
  expect(sum[0]! - 10).toBeCloseTo(2, 0);
  expect(sum[1]! - 10).toBeCloseTo(-2, 0);
});

it('gives a row of zeros the scale 0', () => {
  expect(packRow(new Float32Array(8), new Uint8Array(4), 0)).toBe(0);
});
