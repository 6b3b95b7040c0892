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

test('a version that has changed since it was found is shown as it is now', async () => {
  await house.corpus('changing');
  await house.load('changing', TEXTS);
  const mould = async (asOf?: string) => {
    const body = { query: 'skimmel', corpora: ['changing'], ...(asOf && { asOf }) };
    const { hits } = await house.admin.call('search', { body });
    return hits.find(({ document }) => document.key === 'mould')!;
  };
  const put = async (text: string, metadata: Record<string, unknown>) =>
    expect(await house.put('changing', 'mould', text, metadata)).toMatchObject({ state: 'indexed' });
  expect((await mould()).document.title).toBe('Mould');
  await put(TEXTS.mould, { title: 'Skimmel' });
  expect((await mould()).document.title).toBe('Skimmel');
  await mould('2020-01-01');
  await put('Skimmel i hele lejligheden.', { title: 'Ny afgørelse' });
  expect((await mould('2020-01-01')).version).toMatchObject({
    current: false,
    replacedBy: { title: 'Ny afgørelse' },
  });
});
