import { connect } from '../../apps/cli/client.js';
import { loadSamples } from '../../apps/cli/samples.js';
import { House } from '../harness.js';

/** Queries as people type them, on the samples. */

let house: House;
beforeAll(async () => {
  house = await House.open();
  const outcomes = await loadSamples(connect(house.kilde.url, house.adminKey));
  expect(outcomes.filter(({ state }) => state !== 'indexed')).toEqual([]);
}, 240_000);
afterAll(() => house.close());

async function search(query: string, more: object = {}) {
  const found = await house.admin.call('search', { body: { query, ...more } });
  expect(found.degraded).toBeUndefined();
  return found.hits;
}
const keys = async (query: string, more: object = {}) =>
  (await search(query, more)).map(({ document }) => document.key);

test.each([
  ['one word', 'depositum', 'hn-2026-0041'],
  ['one word in German', 'Wohngeld', 'vw-wohngeld'],
  ['one word in capitals', 'TRYKSÅR', 'pi-tryksaar'],
  ['a misspelled word', 'skimmelsvmap', 'hn-2022-0644'],
  ['a misspelled compound', 'varmerengskab', 'hn-2024-0305'],
  ['a word without its umlaut', 'hundesteur fur einen assistenzhund', 'vw-hst-2025-1183'],
  ['a section and its paragraph', '§ 19 stk 2', 'hn-2024-0611'],
  ['a section in lawyers’ spelling', 'lejelovens § 19, stk. 2', 'hn-2024-0611'],
])('%s: %s', async (_, query, expected) => {
  expect((await keys(query))[0]).toBe(expected);
});

test.each([
  'varmeregnskab',
  'varmeregnskaber',
  'regnskab for varme',
  'varme regnskab',
  'fjernvarmeregnskabet',
])('a compound, its forms and its parts find the same two rulings first: %s', async (query) => {
  expect((await keys(query)).slice(0, 2).sort()).toEqual(['hn-2022-0931', 'hn-2024-0305']);
});

test.each([
  '2023-0417',
  '2023/0417',
  'HN 2023-417',
  'hn-2023-0417',
  'sag nr. HN2023-0417',
  'Hvad blev der afgjort i sag 2023-0417?',
])('a case number finds the case itself before the one that cites it: %s', async (query) => {
  expect((await keys(query)).slice(0, 2)).toEqual(['hn-2023-0417', 'hn-2025-0062']);
});

test('an English question finds the Danish ruling', async () => {
  const question =
    'Can the landlord keep the deposit if he did not hold an inspection when the tenant moved out?';
  const found = await keys(question, { corpora: ['huslejenaevn'] });
  expect(found.slice(0, 3)).toContain('hn-2023-0417');
  expect((await keys(question)).slice(0, 5)).toEqual(
    expect.arrayContaining(['gl-tenancy-deposit', 'hn-2023-0417']),
  );
});

test('a question of sixty words finds what it is about', async () => {
  const question =
    'Min mor på 84 år bor på plejehjem, og hun har i de seneste uger fået et rødt mærke på hælen, som personalet siger kommer af, at hun ' +
    'ligger meget i den samme stilling i sengen om natten, så derfor vil jeg gerne vide, hvad de skal gøre for at forebygge, at det bliver til et rigtigt tryksår, og hvem der holder øje?';
  expect(question.split(' ').length).toBeGreaterThanOrEqual(60);
  expect((await keys(question))[0]).toBe('pi-tryksaar');
});

test.each([
  ['og i at det er', 'da'],
  ['der die das und', 'de'],
  ['the and of to', 'en'],
])('only stop words find texts in their language: %s', async (query, language) => {
  const hits = await search(query, { limit: 3 });
  expect(hits.map(({ passage }) => passage.language)).toEqual([language, language, language]);
});

test('only digits find the texts that hold them', async () => {
  for (const { passage } of (await search('2023')).slice(0, 3)) expect(passage.text).toMatch(/2023/);
  expect(await keys('1234567')).toEqual([]);
});

test('an emoji is passed over', async () => {
  expect(await keys('😀')).toEqual([]);
  expect(await keys('🏠 depositum 😀')).toEqual(await keys('depositum'));
});

test.each(['كيف أستعيد الوديعة؟', 'פיקדון דירה', 'Пенсия', '退租押金', 'xxxxxx'])(
  'a query that no text has a word of finds nothing, rather than anything: %s',
  async (query) => {
    expect(await keys(query)).toEqual([]);
  },
);

test('a word among foreign letters is still found', async () => {
  expect((await keys('شكوى depositum'))[0]).toBe((await keys('depositum'))[0]);
});
