import { stat, writeFile } from 'node:fs/promises';
import { encodeModel, readModel } from '../model-file.js';
import { staticEmbedder } from '../static-embedder.js';
import { createBatchBuilder } from './batch.js';
import { type DevScore, type DevSet, evaluate } from './evaluate.js';
import { drawExamples, type Mix } from './examples.js';
import { quantise } from './quantise.js';
import { seededRandom } from './random.js';
import { readSources, type Source, type TrainingFiles } from './sources.js';
import { reserveStep, stepBytes, trainStep } from './step.js';
import { createTextStore, type TextStore } from './text-store.js';
import { createTrainee } from './trainee.js';

export interface TrainingOptions extends TrainingFiles {
  /** Where the model file goes, the checkpoints on the way too. */
  out: string;
  name: string;
  seed: number;
  steps: number;
  /** A multiple of 32. */
  dimensions: number;
  /** Pairs a step; a multiple of 8. */
  batch: number;
  /** How many words get a row of their own. */
  knownWords: number;
  /** How many gram buckets: a power of two, 65,536 at most. */
  buckets: number;
  /** Words a passage is cut to. */
  passageWords: number;
  /** Starts here and falls in a straight line to 5 %. */
  rate: number;
  decay: number;
  temperature: number;
  mix: Mix;
  dev: DevSet[];
  /** Steps between two reports. */
  reportEvery: number;
  /** Steps between two checkpoints, which can be used like the finished model. */
  checkpointEvery: number;
  onProgress?: (progress: TrainingProgress) => void;
}

export interface TrainingProgress {
  step: number;
  steps: number;
  /** Mean over the steps since the last report, in nats; about ln(batch) before any training. */
  loss: number;
  millisecondsAStep: number;
}

export interface TrainingResult {
  name: string;
  steps: number;
  seconds: number;
  millisecondsAStep: number;
  words: number;
  runningWords: number;
  bytes: number;
  losses: number[];
  dev: DevScore[];
}

/** Settings of the shipped model; see MODEL_CARD.md for what each was measured against. */
export const TRAINING_DEFAULTS = {
  name: 'kilde-static-256-v2',
  seed: 1,
  steps: 7000,
  dimensions: 256,
  batch: 512,
  knownWords: 60000,
  buckets: 65536,
  passageWords: 120,
  rate: 0.01,
  decay: 0.99,
  temperature: 0.07,
  mix: { cloze: 7, heading: 4, section: 2.5, title: 1.5, sentence: 3, term: 1.5, question: 2 },
  reportEvery: 100,
  checkpointEvery: 2000,
} as const satisfies Partial<TrainingOptions>;

const FINAL_RATE = 0.05;

/**
 * Trains a static embedder on one core and writes its file. The same options and files give the same bytes.
 * Takes about 1.5 GB of memory for 60 million running words. Throws when a file cannot be read.
 */
export async function trainStaticEmbedder(options: TrainingOptions): Promise<TrainingResult> {
  const store = createTextStore();
  const sources = await readSources(store, options);
  return trainOnSources(store, sources, options);
}

/** The same on texts already read. */
export async function trainOnSources(
  store: TextStore,
  sources: Source[],
  options: TrainingOptions,
): Promise<TrainingResult> {
  const random = seededRandom(options.seed);
  const { dimensions, batch: size, steps } = options;
  const builder = createBatchBuilder(size, 2 * options.passageWords, store.numbers.size);
  const sizes = { size, dimensions, capacity: builder.capacity };
  const trainee = createTrainee(store, {
    ...{ knownWords: options.knownWords, buckets: options.buckets, dimensions, random },
    workspace: stepBytes(sizes, options.knownWords + options.buckets),
  });
  const space = reserveStep(trainee, sizes);
  const examples = drawExamples(store, sources, { ...options, random });
  const losses: number[] = [];
  const started = performance.now();
  let [reported, sum] = [started, 0];
  for (let step = 1; step <= steps; step++) {
    const rate = options.rate * (1 - (1 - FINAL_RATE) * ((step - 1) / steps));
    sum += trainStep(trainee, space, builder.build(examples), { ...options, rate });
    if (step % options.checkpointEvery === 0 || step === steps) {
      await writeFile(options.out, encodeModel(quantise(trainee, options.name)));
    }
    if (step % options.reportEvery && step !== steps) continue;
    const since = step % options.reportEvery || options.reportEvery;
    const millisecondsAStep = (performance.now() - reported) / since;
    losses.push(sum / since);
    options.onProgress?.({ step, steps, loss: sum / since, millisecondsAStep });
    [reported, sum] = [performance.now(), 0];
  }
  const seconds = (performance.now() - started) / 1000;
  const dev: DevScore[] = [];
  const embedder = staticEmbedder(await readModel(options.out));
  for (const set of options.dev) dev.push(await evaluate(embedder, set));
  const { size: bytes } = await stat(options.out);
  return {
    ...{ name: options.name, steps, seconds, millisecondsAStep: (seconds * 1000) / steps },
    ...{ words: trainee.known.length, runningWords: store.tokenCount, bytes, losses, dev },
  };
}
