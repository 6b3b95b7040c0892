import type { Trainee } from './trainee.js';

/** Where the similarities of a batch are worked out; addresses in bytes. */
export interface ContrastSpace {
  /** size x size: similarities, then their gradient. */
  square: number;
  /** size x size and dimensions x size: transposed copies for the products. */
  turnedSquare: number;
  turnedRows: number;
  panel: number;
}

export function contrastFloats(size: number, dimensions: number): number {
  return 2 * size * size + dimensions * size + 8 * Math.max(size, dimensions);
}

export function reserveContrast({ memory }: Trainee, size: number, dimensions: number): ContrastSpace {
  return {
    square: memory.reserve(size * size),
    turnedSquare: memory.reserve(size * size),
    turnedRows: memory.reserve(dimensions * size),
    panel: memory.reserve(8 * Math.max(size, dimensions)),
  };
}

/**
 * InfoNCE with in-batch negatives (van den Oord, Li & Vinyals 2018), from query to passage and back, half each:
 * every query must pick its passage among those of the batch by softmax(cosine / temperature).
 * `rows` holds the unit vectors of `size` queries, then of their passages; `gradient` gets d loss / d row.
 * Pairs with an equal query or an equal passage (same key) are left out. Returns the mean loss in nats.
 */
export function contrast(
  trainee: Trainee,
  space: ContrastSpace,
  batch: { size: number; keys: Int32Array },
  rows: number,
  gradient: number,
  temperature: number,
): number {
  const { kernels, dimensions, memory } = trainee;
  const { size } = batch;
  const half = size * dimensions * 4;
  const square = memory.floats.subarray(space.square / 4, space.square / 4 + size * size);
  turn(memory.floats, rows + half, space.turnedRows, size, dimensions);
  kernels.gemm(space.square, rows, space.turnedRows, space.panel, size, size, dimensions);
  const loss = softmaxGradient(square, batch, temperature);
  kernels.gemm(gradient, space.square, rows + half, space.panel, size, dimensions, size);
  turn(memory.floats, space.square, space.turnedSquare, size, size);
  kernels.gemm(gradient + half, space.turnedSquare, rows, space.panel, size, dimensions, size);
  return loss;
}

/** Copies a (height x width) matrix to its transpose; addresses in bytes. */
function turn(floats: Float32Array, from: number, to: number, height: number, width: number): void {
  const source = from / 4;
  const target = to / 4;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      floats[target + column * height + row] = floats[source + row * width + column]!;
    }
  }
}

/** Replaces cosines by d loss / d cosine; returns the loss. */
function softmaxGradient(
  square: Float32Array,
  { size, keys }: { size: number; keys: Int32Array },
  temperature: number,
): number {
  const rowSums = new Float64Array(size);
  const columnSums = new Float64Array(size);
  let agreement = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const at = i * size + j;
      const same = i !== j && (keys[i] === keys[j] || keys[size + i] === keys[size + j]);
      if (i === j) agreement += (square[at]! - 1) / temperature;
      // Cosines are at most 1, so this cannot overflow.
      const value = same ? 0 : Math.exp((square[at]! - 1) / temperature);
      square[at] = value;
      rowSums[i]! += value;
      columnSums[j]! += value;
    }
  }
  const scale = 0.5 / (temperature * size);
  let logSums = 0;
  for (let i = 0; i < size; i++) {
    logSums += Math.log(rowSums[i]!) + Math.log(columnSums[i]!);
    for (let j = 0; j < size; j++) {
      square[i * size + j]! *= scale * (1 / rowSums[i]! + 1 / columnSums[j]!);
    }
    square[i * size + i]! -= 2 * scale;
  }
  return (logSums / 2 - agreement) / size;
}
