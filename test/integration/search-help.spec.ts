import { setTimeout as sleep } from 'node:timers/promises';
import { House } from '../harness.js';

/** What helps beside the hits: spelling, order, what is new, further passages, what replaced a version. */
let house: House;
beforeAll(async () => {
  house = await House.open();
  await house.corpus('rulings');
  await house.corpus('closed', { access: 'grant' });
  await house.put('rulings', 'mould', 'Skimmelsvampen i badeværelset skyldes manglende isolering.', {
    date: '2023-05-01',
  });
  await house.put('rulings', 'heating', 'Varmeregnskabet kom for sent, og skimmelsvamp blev ikke nævnt.', {
    date: '2025-01-01',
  });
  await house.put('rulings', 'undated', 'Skimmelsvamp i en kælder er ikke en mangel.');
  await house.put('closed', 'secret', 'Zebrafinkerne i skimmelsvampens kælder.');
});
afterAll(() => house.close());

const search = (query: string, more: object = {}) =>
  house.as(null).call('search', { body: { query, ...more } });
const keys = async (query: string, more: object = {}) =>
  (await search(query, more)).hits.map(({ document }) => document.key);

describe('a misspelt word', () => {
  test.each([
    ['skimelsvamp', 'skimmelsvamp'],
    ['Hvad med varmerengskabet?', 'Hvad med varmeregnskabet?'],
    ['isoleering i kælder', 'isolering i kælder'],
  ])('"%s" becomes "%s" in the words of the corpus', async (typed, meant) => {
    expect((await search(typed)).didYouMean).toBe(meant);
  });

  test.each(['skimmelsvamp', 'hund', 'xyzzyqwv', '2023-0417', 'a b c'])(
    '"%s" stays as it is',
    async (query) => {
      expect((await search(query)).didYouMean).toBeNull();
    },
  );

  test('is put right by no word of a corpus that may not be read, nor of one not searched', async () => {
    expect((await search('zebrafynkerne')).didYouMean).toBeNull();
    const admin = (corpora: string[]) =>
      house.admin.call('search', { body: { query: 'zebrafynkerne', corpora } });
    expect((await admin(['closed'])).didYouMean).toBe('zebrafinkerne');
    expect((await admin(['rulings'])).didYouMean).toBeNull();
  });
});

test('hits come newest first on request, those without a date last', async () => {
  expect(await keys('skimmelsvamp', { sort: 'date' })).toEqual(['heating', 'mould', 'undated']);
});

test('only what came in after a moment is found on request, with the counts of that', async () => {
  const { createdAt } = (await house.admin.call('listDocuments', { query: { corpus: 'rulings' } })).items
    .flatMap(({ versions }) => versions)
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0]!;
  expect(await keys('skimmelsvamp', { addedSince: createdAt })).toEqual([]);
  await sleep(5);
  await house.put('rulings', 'late', 'Skimmelsvamp på loftet.');
  const { hits, total, facets } = await search('skimmelsvamp', { addedSince: createdAt });
  expect(hits.map(({ document }) => document.key)).toEqual(['late']);
  expect(total).toBe(1);
  expect(facets.find(({ field }) => field === 'corpus')?.values).toEqual([{ value: 'rulings', count: 1 }]);
});

test('the facet of corpora counts in all readable ones, whichever are chosen', async () => {
  const counts = async (more: object, as = house.admin) =>
    (await as.call('search', { body: { query: 'skimmelsvamp', ...more } })).facets
      .find(({ field }) => field === 'corpus')
      ?.values.map(({ value }) => value)
      .sort();
  expect(await counts({ corpora: ['rulings'] })).toEqual(['closed', 'rulings']);
  expect(await counts({ corpora: ['rulings'] }, house.as(null))).toEqual(['rulings']);
});

test('the best of the other passages come along, each with its matches', async () => {
  const section = (at: number) =>
    `## Afsnit ${at}\n\nGulvvarmen skal indreguleres af en autoriseret installatør. ${'Anlægget gennemgås hvert år. '.repeat(30)}`;
  await house.put('rulings', 'long', [1, 2, 3, 4, 5, 6].map(section).join('\n\n'), {}, 'long.md');
  expect((await search('gulvvarme', { passages: 100 })).hits[0]!.others.length).toBeGreaterThan(3);
  expect((await search('gulvvarme', { passages: 0 })).hits[0]!.others).toEqual([]);
  const [hit] = (await search('gulvvarme')).hits;
  expect(hit).toMatchObject({ document: { key: 'long' } });
  expect(hit!.more).toBeGreaterThan(3);
  expect(hit!.others).toHaveLength(3);
  for (const { text, start, matches } of hit!.others)
    expect(matches.map((range) => text.slice(range.start - start, range.end - start))).toEqual([
      'Gulvvarmen',
    ]);
});

test('a search can be held to one version', async () => {
  const [, second] = (await search('skimmelsvamp')).hits;
  const { hits, total } = await search('skimmelsvamp', { filters: { version: [second!.version.id] } });
  expect(total).toBe(1);
  expect(hits[0]!.version.id).toBe(second!.version.id);
});

test('a version that was replaced names the one that took its place', async () => {
  await house.put('rulings', 'notice', 'Opsigelsesvarslet er tre måneder.', {
    title: 'Gammelt varsel',
    validFrom: '2020-01-01',
  });
  await house.put('rulings', 'notice', 'Opsigelsesvarslet er seks måneder.', {
    title: 'Nyt varsel',
    validFrom: '2024-03-01',
  });
  const [old] = (await search('opsigelsesvarsel', { asOf: '2022-01-01' })).hits;
  expect(old!.version).toMatchObject({ validTo: '2024-03-01', replacedBy: { title: 'Nyt varsel' } });
  const [current] = (await search('opsigelsesvarsel')).hits;
  expect(current!.version).toMatchObject({ id: old!.version.replacedBy!.id, replacedBy: null });
});
