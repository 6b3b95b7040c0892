import type { Batch } from './batch.js';
import { contrast, contrastFloats, type ContrastSpace, reserveContrast } from './contrast.js';
import type { Trainee } from './trainee.js';

/** Scratch space of a training step; addresses in bytes. */
export interface StepSpace {
  contrast: ContrastSpace;
  /** Word vectors v_w of the batch, and the gradients that the texts send back to them. */
  words: number;
  wordGradients: number;
  /** Text vectors, their unit vectors, and the gradients of either. */
  texts: number;
  units: number;
  gradients: number;
  /** The rows of the table that the batch touches, in order, and their gradients (zero between steps). */
  rowIndex: number;
  rowGradients: number;
  /** One list of entries of a text, or of rows of a word: which, and how much of each. */
  listIndex: number;
  listWeight: number;
  /** Row of the table -> its place in `rowIndex`, -1 when untouched. */
  placeOf: Int32Array;
}

export interface StepOptions {
  /** Step length: the root mean square of a row's change, once its gradients have settled. */
  rate: number;
  /** How much of the mean squared gradient is kept each time a row is touched. */
  decay: number;
  temperature: number;
}

/** Texts a side, dimensions, and the most words that a batch may hold. */
export interface StepSizes {
  size: number;
  dimensions: number;
  capacity: number;
}

/** More rows than the longest word has grams. */
const LONGEST_LIST = 256;

/** Bytes that `reserveStep` takes from the memory of a trainee with so many rows. */
export function stepBytes({ size, dimensions, capacity }: StepSizes, tableRows: number): number {
  const rows = 2 * capacity + 6 * size + tableRows;
  const lists = tableRows + 2 * (capacity + LONGEST_LIST);
  return 4 * (rows * dimensions + contrastFloats(size, dimensions) + lists + 64);
}

export function reserveStep(trainee: Trainee, { size, dimensions, capacity }: StepSizes): StepSpace {
  const { reserve } = trainee.memory;
  return {
    contrast: reserveContrast(trainee, size, dimensions),
    words: reserve(capacity * dimensions),
    wordGradients: reserve(capacity * dimensions),
    texts: reserve(2 * size * dimensions),
    units: reserve(2 * size * dimensions),
    gradients: reserve(2 * size * dimensions),
    rowIndex: reserve(trainee.rows),
    rowGradients: reserve(trainee.rows * dimensions),
    listIndex: reserve(capacity + LONGEST_LIST),
    listWeight: reserve(capacity + LONGEST_LIST),
    placeOf: new Int32Array(trainee.rows).fill(-1),
  };
}

/** One step of gradient descent on a batch; returns the loss before it, in nats. */
export function trainStep(trainee: Trainee, space: StepSpace, batch: Batch, options: StepOptions): number {
  const { dimensions, kernels } = trainee;
  for (let type = 0; type < batch.typeCount; type++) {
    const count = listRows(trainee, space, batch.types[type]!, 1);
    const target = space.words + type * dimensions * 4;
    kernels.gatherSum(target, trainee.table, space.listIndex, space.listWeight, count, dimensions);
  }
  const weights = Float32Array.from(batch.types.subarray(0, batch.typeCount), (word) =>
    Math.exp(trainee.logWeights[trainee.knownOf[word]!]!),
  );
  const lengths = sumTexts(trainee, space, batch, weights);
  const { units, gradients } = space;
  const loss = contrast(trainee, space.contrast, batch, units, gradients, options.temperature);
  spreadToWords(trainee, space, batch, lengths);
  const touched = spreadToRows(trainee, space, batch, weights);
  updateWeights(trainee, space, batch, weights, options);
  kernels.rmsUpdate(
    ...([trainee.table, space.rowGradients, space.rowIndex, trainee.tableState] as const),
    ...([touched, dimensions, options.rate, options.decay] as const),
  );
  const rows = trainee.memory.ints.subarray(space.rowIndex / 4, space.rowIndex / 4 + touched);
  for (const row of rows) space.placeOf[row] = -1;
  return loss;
}

/** Lists the rows whose sum is `factor` * v_w: the word's own, if known, and the mean of its grams'. */
function listRows(trainee: Trainee, space: StepSpace, word: number, factor: number): number {
  const { floats, ints } = trainee.memory;
  const knownWords = trainee.known.length;
  const index = space.listIndex / 4;
  const weight = space.listWeight / 4;
  let count = 0;
  if (trainee.knownOf[word]! < knownWords) {
    ints[index] = trainee.knownOf[word]!;
    floats[weight] = factor;
    count = 1;
  }
  const end = trainee.bucketStarts[word + 1]!;
  const share = factor / (end - trainee.bucketStarts[word]!);
  for (let i = trainee.bucketStarts[word]!; i < end; i++, count++) {
    ints[index + count] = knownWords + trainee.buckets[i]!;
    floats[weight + count] = share;
  }
  return count;
}

/** Text vectors and unit vectors; returns the text vectors' lengths. */
function sumTexts(trainee: Trainee, space: StepSpace, batch: Batch, weights: Float32Array): Float64Array {
  const { dimensions, kernels, memory } = trainee;
  const lengths = new Float64Array(2 * batch.size);
  for (let text = 0; text < lengths.length; text++) {
    const start = batch.starts[text]!;
    const count = batch.starts[text + 1]! - start;
    for (let i = 0; i < count; i++) {
      const type = batch.entries[start + i]!;
      memory.ints[space.listIndex / 4 + i] = type;
      memory.floats[space.listWeight / 4 + i] = batch.counts[start + i]! * weights[type]!;
    }
    const at = text * dimensions * 4;
    kernels.gatherSum(space.texts + at, space.words, space.listIndex, space.listWeight, count, dimensions);
    const length = Math.sqrt(kernels.dot(space.texts + at, space.texts + at, dimensions)) || 1;
    const from = (space.texts + at) / 4;
    const to = (space.units + at) / 4;
    for (let d = 0; d < dimensions; d++) memory.floats[to + d] = memory.floats[from + d]! / length;
    lengths[text] = length;
  }
  return lengths;
}

/** Takes the gradients through the normalisation, then adds them up at each word: sum of count * d loss / d text. */
function spreadToWords(trainee: Trainee, space: StepSpace, batch: Batch, lengths: Float64Array): void {
  const { dimensions, kernels, memory } = trainee;
  const words = space.wordGradients / 4;
  memory.floats.fill(0, words, words + batch.typeCount * dimensions);
  for (let text = 0; text < lengths.length; text++) {
    const at = text * dimensions * 4;
    const along = kernels.dot(space.units + at, space.gradients + at, dimensions);
    const unit = (space.units + at) / 4;
    const gradient = (space.gradients + at) / 4;
    for (let d = 0; d < dimensions; d++) {
      const across = memory.floats[gradient + d]! - along * memory.floats[unit + d]!;
      memory.floats[gradient + d] = across / lengths[text]!;
    }
    const start = batch.starts[text]!;
    const end = batch.starts[text + 1]!;
    memory.ints.set(batch.entries.subarray(start, end), space.listIndex / 4);
    memory.floats.set(batch.counts.subarray(start, end), space.listWeight / 4);
    const lists = [space.listIndex, space.listWeight, end - start] as const;
    kernels.scatterAdd(space.wordGradients, ...lists, space.gradients + at, dimensions);
  }
}

/** Hands each word's gradient on to the rows it is made of; returns how many rows the batch touches. */
function spreadToRows(trainee: Trainee, space: StepSpace, batch: Batch, weights: Float32Array): number {
  const { dimensions, kernels, memory } = trainee;
  let touched = 0;
  for (let type = 0; type < batch.typeCount; type++) {
    const count = listRows(trainee, space, batch.types[type]!, weights[type]!);
    for (let i = space.listIndex / 4; i < space.listIndex / 4 + count; i++) {
      const row = memory.ints[i]!;
      let place = space.placeOf[row]!;
      if (place < 0) {
        place = touched++;
        space.placeOf[row] = place;
        memory.ints[space.rowIndex / 4 + place] = row;
      }
      memory.ints[i] = place;
    }
    const source = space.wordGradients + type * dimensions * 4;
    const lists = [space.listIndex, space.listWeight, count] as const;
    kernels.scatterAdd(space.rowGradients, ...lists, source, dimensions);
  }
  return touched;
}

/** d loss / d ln a_w = a_w * v_w . (sum of count * d loss / d text), scaled like the rows. */
function updateWeights(
  trainee: Trainee,
  space: StepSpace,
  batch: Batch,
  weights: Float32Array,
  options: StepOptions,
): void {
  const { dimensions, kernels, logWeights, logWeightState } = trainee;
  let unknownGradient = 0;
  const update = (word: number, gradient: number) => {
    if (gradient === 0) return;
    const state = logWeightState[word]!;
    const square = gradient * gradient;
    logWeightState[word] = state === 0 ? square : options.decay * state + (1 - options.decay) * square;
    logWeights[word]! -= (options.rate * gradient) / Math.sqrt(logWeightState[word]!);
  };
  for (let type = 0; type < batch.typeCount; type++) {
    const at = type * dimensions * 4;
    const gradient = weights[type]! * kernels.dot(space.words + at, space.wordGradients + at, dimensions);
    const word = trainee.knownOf[batch.types[type]!]!;
    if (word < trainee.known.length) update(word, gradient);
    else unknownGradient += gradient;
  }
  update(trainee.known.length, unknownGradient);
}
