import {
  add,
  add4,
  addFloat,
  assemble,
  type Code,
  divideFloat,
  float,
  get,
  int,
  isZero,
  kernel,
  load4,
  loadFloat,
  loadInt,
  loadSplat,
  loop,
  multiply,
  multiply4,
  multiplyFloat,
  root,
  select,
  set,
  splat,
  store4,
  storeFloat,
  subtractFloat,
  sumLanes,
  zero4,
} from './wasm-assembler.js';

/**
 * The inner loops of training, four floats at a time: plain JavaScript needs about five times as long.
 * Every address is in bytes, every matrix row-major and contiguous, `dims` a multiple of 32.
 */
export interface Kernels {
  /** c (m x n) = a (m x k) * b (k x n); m and k multiples of 4, n of 8; `panel` is scratch for k * 8 floats. */
  gemm(c: number, a: number, b: number, panel: number, m: number, n: number, k: number): void;
  /** target = sum over i of weight[i] * table[index[i]]. */
  gatherSum(target: number, table: number, index: number, weight: number, count: number, dims: number): void;
  /** table[index[i]] += weight[i] * source, for every i. */
  scatterAdd(table: number, index: number, weight: number, count: number, source: number, dims: number): void;
  dot(left: number, right: number, dims: number): number;
  /**
   * For every i: state[r] = decay * state[r] + (1 - decay) * mean(gradient[i]^2), where r = index[i] (the first
   * time: the mean itself), then table[r] -= rate * gradient[i] / sqrt(state[r]); clears the gradient.
   */
  rmsUpdate(
    table: number,
    gradient: number,
    index: number,
    state: number,
    count: number,
    dims: number,
    rate: number,
    decay: number,
  ): void;
}

const i32 = 'i32' as const;
const f32 = 'f32' as const;
const v128 = 'v128' as const;
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** 4 x 8 blocks in registers; b's eight columns are packed first, or their stride would thrash the L1 cache. */
function gemmKernel() {
  return kernel(
    'gemm',
    { c: i32, a: i32, b: i32, panel: i32, m: i32, n: i32, k: i32 },
    {
      ...{ i: i32, j: i32, p: i32, from: i32, to: i32, rowA: i32, rowC: i32, blockA: i32 },
      ...{ a0: i32, a1: i32, a2: i32, a3: i32, b0: v128, b1: v128, s: v128 },
      ...{ c0: v128, c1: v128, c2: v128, c3: v128, c4: v128, c5: v128, c6: v128, c7: v128 },
    },
    (at) => {
      const sums = [at.c0, at.c1, at.c2, at.c3, at.c4, at.c5, at.c6, at.c7];
      const block = (r: number, half: number) => sums[r * 2 + half]!;
      const rows = [at.a0, at.a1, at.a2, at.a3];
      const step = (u: number): Code => [
        ...set(at.b0, load4(get(at.from), u * 32)),
        ...set(at.b1, load4(get(at.from), u * 32 + 16)),
        ...rows.flatMap((row, r) => [
          ...set(at.s, loadSplat(get(row), u * 4)),
          ...set(block(r, 0), add4(get(block(r, 0)), multiply4(get(at.s), get(at.b0)))),
          ...set(block(r, 1), add4(get(block(r, 1)), multiply4(get(at.s), get(at.b1)))),
        ]),
      ];
      const pack = [
        ...set(at.from, add(get(at.b), multiply(get(at.j), int(4)))),
        ...set(at.to, get(at.panel)),
        ...loop(at.p, get(at.k), 1, [
          ...store4(get(at.to), load4(get(at.from))),
          ...store4(get(at.to), load4(get(at.from), 16), 16),
          ...set(at.to, add(get(at.to), int(32))),
          ...set(at.from, add(get(at.from), get(at.rowC))),
        ]),
      ];
      const tile = [
        ...sums.flatMap((sum) => set(sum, zero4())),
        ...set(at.a0, get(at.blockA)),
        ...rows.slice(1).flatMap((row, r) => set(row, add(get(rows[r]!), get(at.rowA)))),
        ...set(at.from, get(at.panel)),
        ...loop(at.p, get(at.k), 4, [
          ...range(4).flatMap(step),
          ...rows.flatMap((row) => set(row, add(get(row), int(16)))),
          ...set(at.from, add(get(at.from), int(128))),
        ]),
        ...range(4).flatMap((r) => [
          ...store4(get(at.to), get(block(r, 0))),
          ...store4(get(at.to), get(block(r, 1)), 16),
          ...set(at.to, add(get(at.to), get(at.rowC))),
        ]),
        ...set(at.blockA, add(get(at.blockA), multiply(get(at.rowA), int(4)))),
      ];
      return [
        set(at.rowA, multiply(get(at.k), int(4))),
        set(at.rowC, multiply(get(at.n), int(4))),
        loop(at.j, get(at.n), 8, [
          ...pack,
          ...set(at.to, add(get(at.c), multiply(get(at.j), int(4)))),
          ...set(at.blockA, get(at.a)),
          ...loop(at.i, get(at.m), 4, tile),
        ]),
      ];
    },
  );
}

/** to[0..16) += w * from[0..16), then moves both on. */
function addScaled(at: Record<'to' | 'from' | 'w', number>): Code {
  return [
    ...range(4).flatMap((l) => {
      const sum = add4(load4(get(at.to), l * 16), multiply4(get(at.w), load4(get(at.from), l * 16)));
      return store4(get(at.to), sum, l * 16);
    }),
    ...set(at.to, add(get(at.to), int(64))),
    ...set(at.from, add(get(at.from), int(64))),
  ];
}

/** Row by row, the target staying in the L1 cache: column blocks in registers miss cache and TLB, 2.5 times as slow. */
const gatherSum = kernel(
  'gatherSum',
  { target: i32, table: i32, index: i32, weight: i32, count: i32, dims: i32 },
  { d: i32, i: i32, from: i32, to: i32, rowBytes: i32, countBytes: i32, w: v128 },
  (at) => [
    set(at.rowBytes, multiply(get(at.dims), int(4))),
    set(at.countBytes, multiply(get(at.count), int(4))),
    loop(at.d, get(at.rowBytes), 16, store4(add(get(at.target), get(at.d)), zero4())),
    loop(at.i, get(at.countBytes), 4, [
      ...set(at.to, get(at.target)),
      ...set(at.from, add(get(at.table), multiply(loadInt(add(get(at.index), get(at.i))), get(at.rowBytes)))),
      ...set(at.w, loadSplat(add(get(at.weight), get(at.i)))),
      ...loop(at.d, get(at.rowBytes), 64, addScaled(at)),
    ]),
  ],
);

const scatterAdd = kernel(
  'scatterAdd',
  { table: i32, index: i32, weight: i32, count: i32, source: i32, dims: i32 },
  { d: i32, i: i32, to: i32, from: i32, rowBytes: i32, countBytes: i32, w: v128 },
  (at) => [
    set(at.rowBytes, multiply(get(at.dims), int(4))),
    set(at.countBytes, multiply(get(at.count), int(4))),
    loop(at.i, get(at.countBytes), 4, [
      ...set(at.from, get(at.source)),
      ...set(at.to, add(get(at.table), multiply(loadInt(add(get(at.index), get(at.i))), get(at.rowBytes)))),
      ...set(at.w, loadSplat(add(get(at.weight), get(at.i)))),
      ...loop(at.d, get(at.rowBytes), 64, addScaled(at)),
    ]),
  ],
);

/** s = left . right, over two accumulators to hide the latency of the addition. */
function dotInto(at: Record<'d' | 's' | 's1' | 'rowBytes', number>, left: Code, right: Code): Code {
  const product = (offset: number) => multiply4(load4(left, offset), load4(right, offset));
  return [
    ...set(at.s, zero4()),
    ...set(at.s1, zero4()),
    ...loop(at.d, get(at.rowBytes), 32, [
      ...set(at.s, add4(get(at.s), product(0))),
      ...set(at.s1, add4(get(at.s1), product(16))),
    ]),
    ...set(at.s, add4(get(at.s), get(at.s1))),
  ];
}

const dot = kernel(
  'dot',
  { left: i32, right: i32, dims: i32 },
  { d: i32, rowBytes: i32, s: v128, s1: v128 },
  (at) => [
    set(at.rowBytes, multiply(get(at.dims), int(4))),
    dotInto(at, add(get(at.left), get(at.d)), add(get(at.right), get(at.d))),
    sumLanes(at.s),
  ],
  f32,
);

const rmsUpdate = kernel(
  'rmsUpdate',
  { table: i32, gradient: i32, index: i32, state: i32, count: i32, dims: i32, rate: f32, decay: f32 },
  { i: i32, d: i32, r: i32, to: i32, rowBytes: i32, countBytes: i32, mean: f32, s: v128, s1: v128 },
  (at) => {
    const from = add(get(at.gradient), get(at.d));
    const entry = add(get(at.state), multiply(get(at.r), int(4)));
    const mixed = addFloat(
      multiplyFloat(get(at.decay), loadFloat(entry)),
      multiplyFloat(subtractFloat(float(1), get(at.decay)), get(at.mean)),
    );
    const negativeStep = subtractFloat(float(0), divideFloat(get(at.rate), root(loadFloat(entry))));
    return [
      set(at.rowBytes, multiply(get(at.dims), int(4))),
      set(at.countBytes, multiply(get(at.count), int(4))),
      loop(at.i, get(at.countBytes), 4, [
        ...set(at.r, loadInt(add(get(at.index), get(at.i)))),
        ...dotInto(at, from, from),
        // The added trifle keeps a gradient of zero from dividing by zero.
        ...set(at.mean, divideFloat(sumLanes(at.s), [...get(at.dims), 0xb3])),
        ...set(at.mean, addFloat(get(at.mean), float(1e-30))),
        ...storeFloat(entry, select(get(at.mean), mixed, isZero(loadFloat(entry)))),
        ...set(at.s, splat(negativeStep)),
        ...set(at.to, add(get(at.table), multiply(get(at.r), get(at.rowBytes)))),
        ...loop(at.d, get(at.rowBytes), 16, [
          ...store4(
            add(get(at.to), get(at.d)),
            add4(load4(add(get(at.to), get(at.d))), multiply4(get(at.s), load4(from))),
          ),
          ...store4(from, zero4()),
        ]),
        ...set(at.gradient, add(get(at.gradient), get(at.rowBytes))),
      ]),
    ];
  },
);

/** Compiles the kernels over `memory`. */
export function compileKernels(memory: WebAssembly.Memory): Kernels {
  const module = new WebAssembly.Module(assemble([gemmKernel(), gatherSum, scatterAdd, dot, rmsUpdate]));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
