import { readHalfvec } from './vector-literals.js';

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
