import { join } from 'node:path';
import { packageRoot, words } from '#platform';
import { normalised, type Embedder } from '../embedder.js';
import { gramBuckets } from './grams.js';
import { addRow } from './int4.js';
import { readModel, type StaticModel } from './model-file.js';

const loaded = new Map<string, Promise<StaticModel>>();

function shippedModel(): string {
  return join(packageRoot(), 'libs/models/static/kilde-static.bin');
}

/** One copy of a model a process, however many ask; a failed reading is not remembered. */
function modelAt(path: string): Promise<StaticModel> {
  const known = loaded.get(path);
  if (known) return known;
  const reading = readModel(path);
  loaded.set(path, reading);
  reading.catch(() => loaded.delete(path));
  return reading;
}

/**
 * The embedder that needs no service: a text's vector is normalise(sum of a_w * v_w) over its words, where v_w is
 * the word's row plus the mean of its hashed 4- and 5-gram rows. Unknown words have gram rows alone. Queries and
 * passages are treated alike; the same text always gives the same vector, and a text without words the zero vector.
 * Throws when the file at `path` (the shipped one by default) is missing, cut, damaged or of another version.
 */
export async function loadStaticEmbedder(path = shippedModel()): Promise<Embedder> {
  return staticEmbedder(await modelAt(path));
}

/** Every known word of the model with its relative frequency (mean over the languages), most frequent first. */
export async function knownWords(path = shippedModel()): Promise<Map<string, number>> {
  const model = await modelAt(path);
  return new Map(Array.from(model.words, ([word, index]) => [word, model.probabilities[index]!]));
}

/** An embedder over a model in memory. */
export function staticEmbedder(model: StaticModel): Embedder {
  return {
    name: model.name,
    dimensions: () => Promise.resolve(model.dimensions),
    embed: (texts) => Promise.resolve(texts.map((text) => embedText(model, text))),
  };
}

function embedText(model: StaticModel, text: string): Float32Array {
  const sum = new Float64Array(model.dimensions);
  const counts = new Map<string, number>();
  for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const [word, count] of counts) addWord(sum, model, word, count);
  return normalised(sum);
}

function addWord(sum: Float64Array, model: StaticModel, word: string, count: number): void {
  const rowBytes = model.dimensions / 2;
  const known = model.words.get(word);
  if (known !== undefined) {
    addRow(sum, model.wordRows, known * rowBytes, model.wordScales[known]!, count);
    return;
  }
  const buckets = gramBuckets(word, model.bucketScales.length);
  const weight = (count * model.unknownWeight) / buckets.length;
  for (const bucket of buckets) {
    addRow(sum, model.bucketRows, bucket * rowBytes, model.bucketScales[bucket]!, weight);
  }
}
