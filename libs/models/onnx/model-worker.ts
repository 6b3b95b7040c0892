/** The thread in which an ONNX model runs: `modelThread` starts it with a Setup, and sends it Jobs. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  AutoModelForSequenceClassification,
  AutoTokenizer,
  env,
  LogLevel,
  pipeline,
  type Tensor,
} from '@huggingface/transformers';
import type { Job, Reply, Setup } from './model-thread.js';

/** Texts of a batch are padded to the longest; a small batch wastes little, and reranking can stop between two. */
const BATCH = 8;

type Run = (texts: string[], query: string) => Promise<Tensor>;

const setup = workerData as Setup;
env.cacheDir = setup.cacheDir;
env.allowRemoteModels = setup.place.kind === 'hub';
env.logLevel = LogLevel.ERROR;
const run = await load(setup);

parentPort!.on('message', (job: Job & { id: number }) => {
  void work(job)
    .then((rows): Reply => ({ id: job.id, rows }))
    .catch((error: Error): Reply => ({ id: job.id, wrong: error.message }))
    .then((reply) => parentPort!.postMessage(reply));
});

async function work({ texts, query = '', deadline = Infinity }: Job): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += BATCH) {
    if (Date.now() > deadline) throw new Error('it was too slow');
    const { data, dims } = await run(texts.slice(from, from + BATCH), query);
    const [count, length] = dims as [number, number];
    for (let row = 0; row < count; row++)
      rows.push(Float32Array.from((data as Float32Array).subarray(row * length, (row + 1) * length)));
  }
  return rows;
}

async function load({ place, dtype, task }: Setup): Promise<Run> {
  const options = { dtype };
  if (task.kind === 'embed') {
    const extract = await pipeline('feature-extraction', place.name, options);
    // The last token is a text's own only where the padding stands before the text.
    if (task.pooling === 'last') extract.tokenizer.padding_side = 'left';
    const pooling = task.pooling === 'last' ? 'last_token' : task.pooling;
    return (texts) => extract(texts, { pooling });
  }
  const tokenizer = await AutoTokenizer.from_pretrained(place.name);
  const model = await AutoModelForSequenceClassification.from_pretrained(place.name, options);
  return async (texts, query) => {
    const pairs = { text_pair: texts, padding: true, truncation: true };
    const { logits } = (await model(
      tokenizer(
        texts.map(() => query),
        pairs,
      ),
    )) as { logits: Tensor };
    if (logits.dims[1] !== 1)
      throw new Error(`it gives ${logits.dims[1]} numbers a pair, and a reranker gives one`);
    return logits.sigmoid();
  };
}
