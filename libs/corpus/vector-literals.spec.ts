import {
  halfvecBytes,
  halfvecLiteral,
  readHalfvec,
  readSparsevec,
  sparsevecBytes,
} from './vector-literals.js';

test.each([
  ['0000', 0],
  ['8000', -0],
  ['3c00', 1],
  ['c000', -2],
  ['3555', 0.333251953125],
  ['0001', 2 ** -24], // the smallest
  ['7bff', 65504], // the largest
])('reads the bits %s of a 16-bit float', (bits, value) => {
  expect(readHalfvec(Buffer.from(`00010000${bits}`, 'hex'))).toEqual(Float32Array.of(value));
});

const written = (values: number[]) => JSON.parse(halfvecLiteral(Float32Array.from(values))) as number[];

test('writes every 16-bit float in digits that name it', () => {
  const bytes = Buffer.alloc(4 + 2 * 0x7c00);
  bytes.writeUInt16BE(0x7c00, 0);
  for (let bits = 0; bits < 0x7c00; bits++) bytes.writeUInt16BE(bits, 4 + 2 * bits);
  const all = Array.from(readHalfvec(bytes));
  const again = written(all);
  for (const [bits, value] of all.entries()) {
    // Nearer to it than to either neighbour.
    const gap = (all[bits + 1] ?? 65536) - value;
    expect(Math.abs(again[bits]! - value)).toBeLessThan(gap / 4);
  }
});

test('writes the binary forms that it reads', () => {
  const vector = Float32Array.of(-0, 1, 0.333251953125, -65504, 2 ** -24);
  expect(readHalfvec(halfvecBytes(vector))).toEqual(vector);
  const weights = new Map([
    [1e9, -2],
    [7, 0], // is left out
    [3, 0.12345678], // six digits are kept, as in text
  ]);
  const read = { ids: Int32Array.of(3, 1e9), weights: Float32Array.of(0.123457, -2) };
  expect(readSparsevec(sparsevecBytes(weights, 1e9))).toEqual(read);
});

test.each([
  [1 + 1 / 4096, 1], // a quarter of the way to the next
  [1 + 1 / 2048, 1], // half of it: to the even one
  [1 + 3 / 2048, 1.002], // half of it from an odd one: 1 + 2 / 1024
  [1 + 1 / 2047, 1.001],
  [-0.1, -0.099976],
  [2 ** -25, 0], // half of the smallest
  [2 ** -26, 0],
  [65519, 65504],
])('rounds %d to %d', (value, half) => {
  expect(written([value])).toEqual([half]);
});

test('reads the entries of a sparse vector, whose keys are counted from 1 in text', () => {
  // {3:0.5,1000000000:-2}/1000000000
  const bytes = Buffer.from(
    '3b9aca00' + '00000002' + '00000000' + '00000002' + '3b9ac9ff' + '3f000000' + 'c0000000',
    'hex',
  );
  expect(readSparsevec(bytes)).toEqual({ ids: Int32Array.of(3, 1e9), weights: Float32Array.of(0.5, -2) });
});
