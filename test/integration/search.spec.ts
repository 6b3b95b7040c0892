import { House } from '../harness.js';
import { RULING_FIELDS, RULINGS } from '../texts.js';

let house: House;
beforeAll(async () => {
  house = await House.open();
  await house.corpus('rulings', { fields: RULING_FIELDS });
  for (const { key, text, metadata } of RULINGS) await house.put('rulings', key, text, metadata);
});
afterAll(() => house.close());

const search = (query: string, more: object = {}) => house.admin.call('search', { body: { query, ...more } });
const first = async (query: string) => (await search(query)).hits[0]?.document.key;

test.each([
  ['one word', 'depositum', 'deposit'],
  ['an inflected word', 'depositummet', 'deposit'],
  ['a part of a compound', 'regnskab for varme', 'heating'],
  ['a misspelling', 'skimmmel i badeværlset', 'mould'],
  ['capitals', 'SKIMMEL', 'mould'],
  ['German', 'Wie stark darf die Miete steigen?', 'miete'],
  ['right-to-left text', 'شكوى المستأجر', 'arabic'],
  ['a case number', '2023-0417', 'mould'],
  ['a case number with a slash', '2023/0417', 'mould'],
  ['a case number with its prefix', 'HN-2023-0417', 'mould'],
  ['a case number in a question', 'Hvad blev afgjort i sag HN 2023-0417?', 'mould'],
  ['a section and its paragraph', '§ 19 stk 2', 'mould'],
  ['a section in lawyers’ spelling', 'lejelovens § 19, stk. 2', 'mould'],
  ['a section alone', '§73', 'heating'],
  ['white space around it', '  \n\tdepositum \n', 'deposit'],
])('finds by %s', async (_, query, expected) => {
  expect(await first(query)).toBe(expected);
});

test('finds by a question of sixty words', async () => {
  const question =
    'Jeg bor til leje og har i flere måneder haft skimmel på væggen i mit badeværelse, og selv om jeg har skrevet til min udlejer mange gange, ' +
    'er der ikke sket noget som helst, så nu vil jeg gerne vide, om jeg kan få et afslag i den husleje, som jeg betaler hver måned, indtil det er ordnet af en fagmand?';
  expect(question.split(' ').length).toBeGreaterThanOrEqual(55);
  expect(await first(question)).toBe('mould');
});

test.each([
  ['only stop words', 'og den det der som til'],
  ['only digits', '4711'],
  ['an emoji', '😀'],
  ['punctuation', '?!… -- ""'],
  ['an unclosed quotation mark', '"skimmel'],
  ['only an exclusion', '-skimmel'],
  ['one letter', 'x'],
  ['control characters', 'skimmel\u0007\u001b'],
  ['SQL', "'; DROP TABLE passages; --"],
  ['a regular expression', '(((skimmel.*[a-z]+'],
  ['markup', '<script>alert(1)</script>'],
  ['the longest query', 'skimmel '.repeat(250).slice(0, 2000)],
])('answers a query of %s without a fault', async (_, query) => {
  const found = await search(query);
  expect(found.degraded).toBeUndefined();
  for (const { score } of found.hits) expect(Number.isFinite(score)).toBe(true);
});

describe('a quoted phrase', () => {
  test('stands in every hit word for word', async () => {
    const { hits } = await search('"fire måneder" udlejer');
    expect(hits.map((hit) => hit.document.key)).toEqual(['heating']);
    expect((await search('"måneder fire" udlejer')).hits).toEqual([]);
  });

  test('may be one of several, which all stand in every hit', async () => {
    expect((await search('"fire uger" "depositum"')).hits.map((hit) => hit.document.key)).toEqual([
      'deposit',
    ]);
    expect((await search('"fire uger" "skimmel"')).hits).toEqual([]);
  });

  test.each(['“fire uger”', '„fire uger“', '»fire uger«'])('may be written %s', async (phrase) => {
    expect((await search(phrase)).hits.map((hit) => hit.document.key)).toEqual(['deposit']);
  });
});

test('a word after a dash stands in no hit', async () => {
  const all = (await search('udlejer')).hits.map((hit) => hit.document.key);
  expect(all).toEqual(expect.arrayContaining(['mould', 'deposit', 'heating']));
  const without = (await search('udlejer -depositum')).hits.map((hit) => hit.document.key);
  expect(without.sort()).toEqual(all.filter((key) => key !== 'deposit').sort());
});

test('a case number comes first even among words that fit another document', async () => {
  expect(await first('skimmel 2024-0188')).toBe('deposit');
});

test('pages follow one another without overlap or gap', async () => {
  const whole = await search('lejer udlejer nævnet', { limit: 100 });
  expect(whole.hits.length).toBeGreaterThan(3);
  const pages = [];
  for (let offset = 0; offset < whole.total; offset += 2)
    pages.push(...(await search('lejer udlejer nævnet', { limit: 2, offset })).hits);
  expect(pages).toEqual(whole.hits);
  expect((await search('lejer', { limit: 10, offset: 1000 })).hits).toEqual([]);
});

test('scores fall from hit to hit, and say what they are made of', async () => {
  const { hits } = await search('skimmel i lejemålet');
  const scores = hits.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(hits[0]?.why.lanes).toContain('lexical');
  expect(hits[0]?.why.lexical).toBeGreaterThan(0);
});

test('the same query gives the same hits', async () => {
  expect(await search('skimmel og depositum')).toEqual(await search('skimmel og depositum'));
});

test('a link searches as the form does', async () => {
  const filters = { kind: ['ruling'] };
  const link = await house.admin.call('searchLink', {
    query: { q: 'skimmel', corpora: 'rulings', filters: JSON.stringify(filters), limit: '2', language: 'da' },
  });
  expect(link).toEqual(await search('skimmel', { corpora: ['rulings'], filters, limit: 2, language: 'da' }));
});

test('similar passages are of other documents', async () => {
  const { hits } = await search('skimmel');
  const { id } = hits[0]!.passage;
  const { items } = await house.admin.call('similarPassages', { params: { id } });
  expect(items.length).toBeGreaterThan(0);
  expect(items.map(({ document }) => document.key)).not.toContain('mould');
});

describe('answers', () => {
  const ask = (question: string, more: object = {}) =>
    house.admin.call('answer', { body: { question, ...more } });

  test('every sentence is a quote that stands in the stored text', async () => {
    const answer = await ask('Hvor stort et afslag i lejen fik lejeren for skimmel i badeværelset?');
    expect(answer.status).toBe('answered');
    expect(answer.sentences.map(({ text }) => text).join(' ')).toContain('20 %');
    for (const { text, quotes } of answer.sentences) {
      for (const quote of quotes) {
        const version = await house.admin.call('readVersion', { params: { id: quote.versionId } });
        expect(version.text.slice(quote.start, quote.end)).toBe(quote.text);
        expect(text).toContain(quote.text);
        const passage = version.passages.find(({ id }) => id === quote.passageId)!;
        expect(passage.start).toBeLessThanOrEqual(quote.start);
        expect(passage.end).toBeGreaterThanOrEqual(quote.end);
      }
    }
  });

  test.each(['Wie hoch ist der Eiffelturm?', 'Hvem vandt VM i fodbold?', '😀'])(
    'refuses when no passage answers: %s',
    async (question) => {
      const answer = await ask(question);
      expect(answer).toMatchObject({
        status: 'refused',
        refusal: { reason: { code: 'no-relevant-passage' } },
      });
      expect(answer.sentences).toEqual([]);
    },
  );

  test('refuses, rather than quote what is out of scope', async () => {
    const question = 'Hvor stort et afslag i lejen fik lejeren for skimmel i badeværelset?';
    const answer = await ask(question, { filters: { kind: ['guideline'] } });
    expect(
      answer.sentences.flatMap(({ quotes }) => quotes.map((quote) => quote.documentTitle)),
    ).not.toContain('Skimmel i badeværelset');
  });
});
