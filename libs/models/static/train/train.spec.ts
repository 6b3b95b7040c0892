import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadStaticEmbedder } from '../static-embedder.js';
import { TRAINING_DEFAULTS, trainStaticEmbedder, type TrainingOptions } from './train.js';

const ANIMALS = ['hund Hund dog', 'kat Katze cat', 'hest Pferd horse', 'ko Kuh cow', 'gris Schwein pig'];
const PLACES = [
  'gård Hof farm',
  'have Garten garden',
  'hus Haus house',
  'skov Wald forest',
  'mark Feld field',
];

const QUESTION_COLUMNS = ['question', 'rule'].flatMap((side) =>
  ['da', 'de', 'en'].map((language) => `${side}_${language}`),
);

let folder: string;
let options: TrainingOptions;

/** Every animal in every place, as a Danish passage with a heading and as a Danish-German section. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kilde-train-'));
  const scenes = ANIMALS.flatMap((animal) => PLACES.map((place) => [animal.split(' '), place.split(' ')]));
  const da = ([animal, place]: string[][]) =>
    `Her bor en ${animal![0]} sammen med os. Vi holder til i en ${place![0]} langt borte.`;
  const de = ([animal, place]: string[][]) =>
    `Hier lebt ein ${animal![1]} mit uns. Wir wohnen in einem ${place![1]} weit weg.`;
  const heading = ([animal, place]: string[][]) => `${animal![0]} i ${place![0]}`;
  const lines = (items: unknown[]) => items.map((item) => JSON.stringify(item)).join('\n');
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const question = (animal: string) => {
    const [da, de, en] = animal.split(' ');
    return [
      `hvor er ${da}`,
      `wo ist ${de}`,
      `where is ${en}`,
      `en ${da} her`,
      `ein ${de} da`,
      `a ${en} there`,
    ];
  };
  const terms = [...ANIMALS, ...PLACES].map((term) => term.replaceAll(' ', '\t')).join('\n');
  options = {
    ...TRAINING_DEFAULTS,
    ...{ texts: [await file('text-da.jsonl', lines(scenes.map((scene) => ({ p: da(scene) }))))] },
    pairs: [
      await file('pairs-da.jsonl', lines(scenes.map((scene) => ({ q: heading(scene), p: da(scene) })))),
    ],
    parallel: [
      await file('parallel-da-de.jsonl', lines(scenes.map((scene) => ({ da: da(scene), de: de(scene) })))),
    ],
    ...{ headings: [], terms: [await file('terms.tsv', `da\tde\ten\n${terms}\n`)] },
    questions: [
      await file(
        'questions.tsv',
        [QUESTION_COLUMNS, ...ANIMALS.map(question)].map((cells) => cells.join('\t')).join('\n'),
      ),
    ],
    ...{
      out: join(folder, 'toy.bin'),
      name: 'toy',
      steps: 60,
      dimensions: 32,
      batch: 16,
      knownWords: 30,
      buckets: 1024,
    },
    ...{ passageWords: 24, reportEvery: 20, dev: [] },
  };
});

afterAll(() => rm(folder, { recursive: true }));

it('lowers the loss and brings translations together', async () => {
  const steps: number[] = [];
  const result = await trainStaticEmbedder({ ...options, onProgress: ({ step }) => steps.push(step) });
  expect(steps).toEqual([20, 40, 60]);
  expect(result.losses[2]).toBeLessThan(result.losses[0]! * 0.8);
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);

  const embedder = await loadStaticEmbedder(options.out);
  const [dog, hund, kuh] = await embedder.embed(['dog', 'Hund', 'Kuh'], 'query');
  const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, d) => sum + value * b[d]!, 0);
  expect(cosine(dog!, hund!)).toBeGreaterThan(cosine(dog!, kuh!) + 0.3);
});

it('gives the same file for the same seed and another for another', async () => {
  const train = async (name: string, seed: number) => {
    const out = join(folder, name);
    await trainStaticEmbedder({ ...options, out, seed, steps: 5 });
    return readFile(out);
  };
  const first = await train('a.bin', 1);
  expect((await train('b.bin', 1)).equals(first)).toBe(true);
  expect((await train('c.bin', 2)).equals(first)).toBe(false);
});

it('says which file it cannot read, and when there is nothing to learn from', async () => {
  await expect(trainStaticEmbedder({ ...options, texts: ['/none-da.jsonl'] })).rejects.toThrow(
    '/none-da.jsonl',
  );
  await expect(trainStaticEmbedder({ ...options, texts: ['/none.jsonl'] })).rejects.toThrow(
    /say its languages/,
  );
  const nothing = { texts: [], pairs: [], parallel: [], headings: [], terms: [], questions: [] };
  await expect(trainStaticEmbedder({ ...options, ...nothing })).rejects.toThrow(/no items/);
});
