import { packRow } from '../int4.js';
import type { StaticModel } from '../model-file.js';
import type { Trainee } from './trainee.js';

/** The model to ship: int4 rows, each known word's made of a_w * (its row + the mean of its gram rows). */
export function quantise(trainee: Trainee, name: string): StaticModel {
  const { dimensions, known } = trainee;
  const bucketCount = trainee.rows - known.length;
  const table = trainee.table / 4;
  const rowOf = (row: number) => {
    const start = table + row * dimensions;
    return trainee.memory.floats.subarray(start, start + dimensions);
  };
  const wordRows = new Uint8Array((known.length * dimensions) / 2);
  const wordScales = new Float32Array(known.length);
  trainee.knownOf.forEach((word, number) => {
    if (word >= known.length) return;
    const buckets = trainee.buckets.subarray(trainee.bucketStarts[number], trainee.bucketStarts[number + 1]);
    const sum = Float32Array.from(rowOf(word));
    for (const bucket of buckets) {
      rowOf(known.length + bucket).forEach((value, d) => (sum[d]! += value / buckets.length));
    }
    const weight = Math.exp(trainee.logWeights[word]!);
    sum.forEach((value, d) => (sum[d] = value * weight));
    wordScales[word] = packRow(sum, wordRows, (word * dimensions) / 2);
  });
  const bucketRows = new Uint8Array((bucketCount * dimensions) / 2);
  const bucketScales = Float32Array.from({ length: bucketCount }, (_, bucket) =>
    packRow(rowOf(known.length + bucket), bucketRows, (bucket * dimensions) / 2),
  );
  return {
    ...{ name, dimensions, probabilities: trainee.probabilities },
    words: new Map(known.map((word, index) => [word, index])),
    ...{ wordRows, wordScales, bucketRows, bucketScales },
    unknownWeight: Math.exp(trainee.logWeights[known.length]!),
  };
}
