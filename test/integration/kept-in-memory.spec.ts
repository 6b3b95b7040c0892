import { House } from '../harness.js';

let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

const TEXTS = {
  deposit: 'Depositum skal betales tilbage, når lejeren flytter.',
  mould: 'Skimmel i badet giver ret til nedslag i lejen.',
  heating: 'Varmeregnskabet skal sendes til lejeren til tiden, og et depositum kan modregnes.',
};
const hits = async (corpus: string, query: string) =>
  (await house.admin.call('search', { body: { query, corpora: [corpus] } })).hits.map(
    ({ document, score }) => [document.key, score] as const,
  );

test('scores after a change are those of a corpus that has never been searched before', async () => {
  const { heating, ...first } = TEXTS;
  await house.corpus('searched');
  await house.load('searched', first);
  await hits('searched', 'depositum til lejeren');
  await house.load('searched', { heating });
  await house.corpus('untouched');
  await house.load('untouched', TEXTS);
  const scores = await hits('searched', 'depositum til lejeren');
  expect(scores).toHaveLength(3);
  for (const [at, [key, score]] of (await hits('untouched', 'depositum til lejeren')).entries()) {
    expect(scores[at]![0]).toBe(key);
    expect(scores[at]![1]).toBeCloseTo(score, 3);
  }
});

test('a document that has gone is found by no lane', async () => {
  await house.corpus('leaving');
  await house.load('leaving', TEXTS);
  expect((await hits('leaving', 'skimmel')).map(([key]) => key)).toContain('mould');
  const { items } = await house.admin.call('listDocuments', { query: { corpus: 'leaving' } });
  const mould = items.find(({ key }) => key === 'mould')!;
  await house.admin.call('deleteDocument', { params: { id: mould.id } });
  expect((await hits('leaving', 'skimmel')).map(([key]) => key)).not.toContain('mould');
});
