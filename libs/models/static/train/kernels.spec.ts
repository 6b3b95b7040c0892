import { compileKernels } from './kernels.js';
import { seededRandom } from './random.js';

const memory = new WebAssembly.Memory({ initial: 4 });
const floats = new Float32Array(memory.buffer);
const ints = new Int32Array(memory.buffer);
const kernels = compileKernels(memory);
const at = { a: 0, b: 16384, c: 32768, d: 49152, index: 65536, weight: 69632 };

beforeEach(() => {
  const random = seededRandom(7);
  floats.forEach((_, index) => (floats[index] = random() - 0.5));
  ints.set([5, 2, 5], at.index / 4);
});

const row = (start: number, index: number, width: number) =>
  Array.from(floats.subarray(start / 4 + index * width, start / 4 + (index + 1) * width));
const close = (actual: number[], expected: number[]) =>
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 5));

it('multiplies matrices', () => {
  const [m, n, k] = [8, 16, 12];
  kernels.gemm(at.c, at.a, at.b, at.d, m, n, k);
  for (let i = 0; i < m; i++) {
    const a = row(at.a, i, k);
    const expected = Array.from({ length: n }, (_, j) =>
      a.reduce((sum, value, p) => sum + value * floats[at.b / 4 + p * n + j]!, 0),
    );
    close(row(at.c, i, n), expected);
  }
});

it('sums weighted rows and adds to rows, one of them twice', () => {
  const weights = row(at.weight, 0, 3);
  const rows = [5, 2, 5].map((index) => row(at.a, index, 32));
  const sum = Array.from({ length: 32 }, (_, d) =>
    rows.reduce((total, values, i) => total + values[d]! * weights[i]!, 0),
  );
  kernels.gatherSum(at.c, at.a, at.index, at.weight, 3, 32);
  close(row(at.c, 0, 32), sum);

  const before = row(at.a, 5, 32);
  const source = row(at.b, 0, 32);
  kernels.scatterAdd(at.a, at.index, at.weight, 3, at.b, 32);
  close(
    row(at.a, 5, 32),
    before.map((value, d) => value + (weights[0]! + weights[2]!) * source[d]!),
  );
});

it('leaves zeros for an empty sum', () => {
  kernels.gatherSum(at.c, at.a, at.index, at.weight, 0, 32);
  close(row(at.c, 0, 32), new Array<number>(32).fill(0));
});

it('takes dot products', () => {
  const expected = row(at.a, 0, 64).reduce((sum, value, d) => sum + value * floats[at.b / 4 + d]!, 0);
  expect(kernels.dot(at.a, at.b, 64)).toBeCloseTo(expected, 5);
});

it('moves a row by its gradient over the root of its mean square, and clears the gradient', () => {
  floats.fill(0, at.d / 4, at.d / 4 + 8);
  const [before, gradient] = [row(at.a, 2, 32), row(at.b, 1, 32)];
  const mean = gradient.reduce((sum, value) => sum + value * value, 0) / 32;
  kernels.rmsUpdate(at.a, at.b, at.index, at.d, 2, 32, 0.1, 0.75);
  expect(floats[at.d / 4 + 2]).toBeCloseTo(mean, 5);
  const after = before.map((value, d) => value - (0.1 * gradient[d]!) / Math.sqrt(mean));
  close(row(at.a, 2, 32), after);
  close(row(at.b, 1, 32), new Array<number>(32).fill(0));

  floats.fill(1, at.b / 4, at.b / 4 + 64);
  kernels.rmsUpdate(at.a, at.b, at.index, at.d, 2, 32, 0.1, 0.75);
  expect(floats[at.d / 4 + 2]).toBeCloseTo(0.75 * mean + 0.25, 5);
});
