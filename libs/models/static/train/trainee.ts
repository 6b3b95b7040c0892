import { gramBuckets } from '../grams.js';
import { compileKernels, type Kernels } from './kernels.js';
import { probabilities, type TextStore } from './text-store.js';

const PAGE = 65536;
/** Starting weight of a word: a / (a + p), smooth inverse frequency (Arora, Liang & Ma 2017). */
const SMOOTHING = 1e-3;
/** Spread of the starting rows: a word then begins almost wholly as the mean of its grams. */
const WORD_SPREAD = 0.03;
const GRAM_SPREAD = 0.23;

/** A growing model: rows in WebAssembly memory (addresses in bytes), everything per word in arrays. */
export interface Trainee {
  dimensions: number;
  memory: MemoryPlan;
  kernels: Kernels;
  /** `rows` x dimensions: the known words' rows, then the gram buckets'. */
  table: number;
  rows: number;
  /** One mean squared gradient a row of the table. */
  tableState: number;
  /** Known words, most frequent first, and their relative frequencies. */
  known: string[];
  probabilities: Float32Array;
  /** Word number of the store -> known word, or `known.length` for all others. */
  knownOf: Int32Array;
  /** Word number w has the buckets `buckets[bucketStarts[w]..bucketStarts[w + 1])`. */
  bucketStarts: Uint32Array;
  buckets: Uint16Array;
  /** ln a_w of each known word, then that of all unknown ones; and their mean squared gradients. */
  logWeights: Float32Array;
  logWeightState: Float32Array;
}

/** Hands out 16-byte aligned stretches of one memory that never grows, so that views of it stay valid. */
export interface MemoryPlan {
  floats: Float32Array;
  ints: Int32Array;
  /** The address of `count` free 4-byte numbers. */
  reserve(count: number): number;
}

function planMemory(bytes: number): { plan: MemoryPlan; memory: WebAssembly.Memory } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  let next = 0;
  const plan = {
    floats: new Float32Array(memory.buffer),
    ints: new Int32Array(memory.buffer),
    reserve(count: number) {
      const address = next;
      next += Math.ceil(count / 4) * 16;
      if (next > memory.buffer.byteLength) throw new Error('The training memory was planned too small.');
      return address;
    },
  };
  return { plan, memory };
}

/**
 * A model at its start. `workspace` is how many bytes a training step will reserve beside the table.
 * Deterministic in `random`.
 */
export function createTrainee(
  store: TextStore,
  options: {
    knownWords: number;
    buckets: number;
    dimensions: number;
    workspace: number;
    random: () => number;
  },
): Trainee {
  const { dimensions, random } = options;
  const words = [...store.numbers.keys()];
  const frequency = probabilities(store);
  const ranked = Array.from(words.keys()).sort((a, b) => frequency[b]! - frequency[a]! || a - b);
  const chosen = ranked.slice(0, options.knownWords);
  const rows = chosen.length + options.buckets;
  const { plan, memory } = planMemory(rows * (dimensions + 1) * 4 + options.workspace + PAGE);
  const table = plan.reserve(rows * dimensions);
  for (let i = 0; i < rows * dimensions; i++) {
    const spread = i < chosen.length * dimensions ? WORD_SPREAD : GRAM_SPREAD;
    // A uniform number of this spread; sums of them are what the model uses, and those are nearly normal.
    plan.floats[table / 4 + i] = (random() * 2 - 1) * Math.sqrt(3) * spread;
  }
  const knownOf = new Int32Array(words.length).fill(chosen.length);
  chosen.forEach((number, index) => (knownOf[number] = index));
  const p = Float32Array.from(chosen, (number) => frequency[number]!);
  const logWeights = new Float32Array(chosen.length + 1);
  p.forEach((value, index) => (logWeights[index] = Math.log(SMOOTHING / (SMOOTHING + value))));
  return {
    ...{ dimensions, memory: plan, kernels: compileKernels(memory), table, rows, knownOf, logWeights },
    tableState: plan.reserve(rows),
    known: chosen.map((number) => words[number]!),
    probabilities: p,
    ...bucketLists(words, options.buckets),
    logWeightState: new Float32Array(logWeights.length),
  };
}

function bucketLists(words: string[], count: number): { bucketStarts: Uint32Array; buckets: Uint16Array } {
  const bucketStarts = new Uint32Array(words.length + 1);
  let buckets = new Uint16Array(words.length * 16 + 256);
  words.forEach((word, number) => {
    const list = gramBuckets(word, count);
    const start = bucketStarts[number]!;
    if (start + list.length > buckets.length) {
      const larger = new Uint16Array(buckets.length * 2);
      larger.set(buckets);
      buckets = larger;
    }
    buckets.set(list, start);
    bucketStarts[number + 1] = start + list.length;
  });
  return { bucketStarts, buckets };
}
