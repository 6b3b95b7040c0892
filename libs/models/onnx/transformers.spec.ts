import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseEmbedder, chooseReranker } from '../choose.js';
import { writeTinyEmbedder, writeTinyReranker } from './tiny-model.fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'kilde-onnx-'));
const tiny = join(folder, 'tiny');
const cross = join(folder, 'cross');
beforeAll(() => {
  writeTinyEmbedder(
    tiny,
    { husleje: [1, 0, 0], varme: [0, 2, 0], hund: [0, 0, 1], query: [0, 0, 9] },
    [3, 3, 3],
  );
  writeTinyReranker(cross, ['husleje', 'varme', 'hund']);
});
afterAll(() => rmSync(folder, { recursive: true }));

const embedder = (more: object = {}) =>
  chooseEmbedder({
    ...{ kind: 'transformers', model: tiny, dtype: 'fp32', pooling: 'mean', cacheDir: folder },
    prefixes: { query: '', passage: '' },
    ...more,
  });
const rounded = (vectors: Float32Array[]) =>
  vectors.map((vector) => Array.from(vector, (value) => Math.round(value * 1000) / 1000));

describe('an ONNX embedder', () => {
  test('gives the mean of its tokens, of length one, whatever else is in the batch', async () => {
    const { embed, dimensions } = await embedder();
    expect(await dimensions()).toBe(3);
    // ([CLS] + husleje) / 2 and ([CLS] + varme + husleje) / 3
    const expected = [
      [4, 3, 3],
      [4, 5, 3],
    ].map((sum) => sum.map((value) => Math.round((value / Math.hypot(...sum)) * 1000) / 1000));
    expect(rounded(await embed(['husleje', 'Varme, husleje'], 'passage'))).toEqual(expected);
    expect(rounded(await embed(['Varme, husleje'], 'passage'))).toEqual(expected.slice(1));
  });

  test('takes the first token, or the last one of each text, where the model wants that', async () => {
    const texts = ['varme husleje', 'hund'];
    const third = 0.577;
    const { embed } = await embedder({ pooling: 'cls' });
    expect(rounded(await embed(texts, 'passage'))).toEqual([
      [third, third, third],
      [third, third, third],
    ]);
    const last = await embedder({ pooling: 'last' });
    expect(rounded(await last.embed(texts, 'passage'))).toEqual([
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });

  test('puts the prefix before queries alone, and cuts vectors to the wanted length', async () => {
    const { embed } = await embedder({
      ...{ pooling: 'last', dimensions: 2 },
      prefixes: { query: 'varme ', passage: '' },
    });
    expect(rounded(await embed([''], 'query'))).toEqual([[0, 1]]);
    expect(rounded(await embed(['hund', 'husleje'], 'passage'))).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  test('has a name that changes with whatever changes its vectors, and with nothing else', async () => {
    const other = join(folder, 'other/tiny');
    writeTinyEmbedder(
      other,
      { husleje: [1, 0, 0], varme: [0, 3, 0], hund: [0, 0, 1], query: [0, 0, 9] },
      [3, 3, 3],
    );
    const names = [
      await embedder(),
      await embedder({ model: other }),
      await embedder({ pooling: 'cls' }),
      await embedder({ dimensions: 2 }),
      await embedder({ prefixes: { query: '', passage: 'passage: ' } }),
    ].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect((await embedder({ prefixes: { query: 'query: ', passage: '' } })).name).toBe(names[0]);
  });

  test('says which variable to look at when there is no such model', async () => {
    await expect(embedder({ model: join(folder, 'missing') })).rejects.toThrow('KILDE_EMBEDDER_MODEL');
    await expect(embedder({ dtype: 'q8' })).rejects.toThrow('has no onnx/model_quantized.onnx');
  });

  test('says that a model cannot be used, and is tried again', async () => {
    const { embed } = await embedder({ model: cross, pooling: 'mean' });
    for (const attempt of ['first', 'second'])
      await expect(embed([attempt], 'query')).rejects.toMatchObject({ code: 'model-unavailable' });
  });
});

describe('an ONNX reranker', () => {
  const reranker = () =>
    chooseReranker({
      ...{ kind: 'transformers', model: cross, dtype: 'fp32' },
      cacheDir: folder,
      depth: 30,
      timeoutMs: 1000,
    });

  test('reads the query and each text together', async () => {
    const texts = ['hund', 'varme og husleje', 'husleje'];
    const scores = await (await reranker())!.rerank('husleje varme', texts, 10_000);
    expect(scores.map((score) => Math.round(Math.log(score / (1 - score))))).toEqual([0, 2, 1]);
  });

  test('gives up at once what nobody waits for any more', async () => {
    await expect((await reranker())!.rerank('husleje', ['husleje'], -1)).rejects.toThrow('too slow');
  });
});
