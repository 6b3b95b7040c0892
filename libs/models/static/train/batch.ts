import type { Example } from './examples.js';

/**
 * A batch as bags of words over the different words it holds.
 * Text t (queries first, then passages, `size` of each) has entries starts[t] to starts[t + 1].
 */
export interface Batch {
  size: number;
  /** The word number of each different word. */
  types: Int32Array;
  typeCount: number;
  starts: Int32Array;
  /** For each entry the index into `types`, and how often the word stands in the text. */
  entries: Int32Array;
  counts: Float32Array;
  /** A hash of each text's words in order: equal texts must not be each other's negatives. */
  keys: Int32Array;
}

export interface BatchBuilder {
  capacity: number;
  build(examples: Iterator<Example, never>): Batch;
}

/** Builds batches of `size` examples of at most `exampleWords` words each, over word numbers below `typeLimit`. */
export function createBatchBuilder(size: number, exampleWords: number, typeLimit: number): BatchBuilder {
  const capacity = size * exampleWords;
  const batch: Batch = {
    size,
    types: new Int32Array(capacity),
    typeCount: 0,
    starts: new Int32Array(2 * size + 1),
    entries: new Int32Array(capacity),
    counts: new Float32Array(capacity),
    keys: new Int32Array(2 * size),
  };
  const typeIndex = new Int32Array(typeLimit).fill(-1);
  const lastEntry = new Int32Array(capacity);
  const addWord = (word: number, start: number, end: number): number => {
    let type = typeIndex[word]!;
    if (type < 0) {
      type = batch.typeCount++;
      typeIndex[word] = type;
      batch.types[type] = word;
      lastEntry[type] = -1;
    }
    const entry = lastEntry[type]!;
    if (entry >= start) {
      batch.counts[entry]!++;
      return end;
    }
    lastEntry[type] = end;
    batch.entries[end] = type;
    batch.counts[end] = 1;
    return end + 1;
  };
  const addText = (text: number, tokens: ArrayLike<number>): void => {
    const start = batch.starts[text]!;
    let end = start;
    let key = 0;
    for (let i = 0; i < tokens.length; i++) {
      end = addWord(tokens[i]!, start, end);
      key = (Math.imul(key, 31) + tokens[i]!) | 0;
    }
    batch.starts[text + 1] = end;
    batch.keys[text] = key;
  };
  return {
    capacity,
    build(examples) {
      for (let i = 0; i < batch.typeCount; i++) typeIndex[batch.types[i]!] = -1;
      batch.typeCount = 0;
      const drawn = Array.from({ length: size }, () => examples.next().value);
      drawn.forEach(({ query }, index) => addText(index, query));
      drawn.forEach(({ passage }, index) => addText(size + index, passage));
      return batch;
    },
  };
}
