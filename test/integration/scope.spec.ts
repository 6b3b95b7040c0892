import { House } from '../harness.js';
import { RULING_FIELDS, RULINGS } from '../texts.js';

let house: House;
beforeAll(async () => {
  house = await House.open();
  await house.corpus('rulings', { fields: RULING_FIELDS });
  for (const { key, text, metadata } of RULINGS) await house.put('rulings', key, text, metadata);
});
afterAll(() => house.close());

async function search(body: Record<string, unknown>) {
  return house.admin.call('search', { body: { query: 'lejer udlejer', corpora: ['rulings'], ...body } });
}

async function keys(filters: Record<string, unknown>): Promise<string[]> {
  const { hits, scope } = await search({ query: 'lejer udlejer nævnet miete', filters });
  expect(scope.filters).toEqual(filters);
  return hits.map((hit) => hit.document.key).sort();
}

describe('filters', () => {
  test.each([
    ['a keyword', { caseNumber: ['2024-0188'] }, ['deposit']],
    ['any of several values', { caseNumber: ['2024-0188', '2023-0417'] }, ['deposit', 'mould']],
    ['a value of a list', { topics: ['mangler'] }, ['mould', 'noise']],
    ['a number', { amount: [5870] }, ['heating']],
    ['a range of numbers', { amount: { from: 4250.5, to: 5870 } }, ['heating', 'mould']],
    ['a range open at its end', { amount: { from: 5871 } }, ['deposit']],
    ['a range of days', { date: { from: '2024-02-15', to: '2024-09-05' } }, ['deposit', 'heating']],
    ['a range open at its beginning', { date: { to: '2022-12-31' } }, ['noise']],
    ['a kind', { kind: ['memo'] }, ['noise']],
    ['a language', { language: ['de'] }, ['miete']],
    ['two fields together', { kind: ['ruling'], topics: ['mangler'] }, ['mould']],
    ['a value that nothing has', { kind: ['statute'] }, []],
  ])('by %s', async (_, filters, expected) => {
    expect(await keys(filters)).toEqual(expected);
  });

  test.each([
    ['an unknown field', { colour: ['red'] }, 'unknown-filter', '"colour"'],
    ['words for a number', { amount: ['much'] }, 'bad-filter', '"amount"'],
    ['a day that does not exist', { date: { from: '2024-02-30' } }, 'bad-filter', '"date"'],
    ['a day in another spelling', { date: ['1.2.2024'] }, 'bad-filter', '"date"'],
    ['a range of keywords', { kind: { from: 'a' } }, 'bad-filter', '"kind"'],
    ['an empty list', { kind: [] }, 'bad-request', 'filters.kind'],
    ['a NUL', { kind: ['a\u0000b'] }, 'bad-request', 'filters.kind'],
  ])('%s is named in the error', async (_, filters, code, named) => {
    for (const refusal of [
      await house.admin.refused('search', { body: { query: 'lejer', filters } }),
      await house.admin.refused('searchLink', { query: { q: 'lejer', filters: JSON.stringify(filters) } }),
      await house.admin.refused('answer', { body: { question: 'Hvem er lejer?', filters } }),
    ]) {
      expect(refusal).toMatchObject({ status: 400, code });
      expect(refusal.detail).toContain(named);
    }
  });
});

describe('facets', () => {
  const values = async (field: string, filters: Record<string, unknown> = {}) => {
    const { facets } = await search({ query: 'lejer udlejer nævnet miete', filters });
    const facet = facets.find((candidate) => candidate.field === field);
    return Object.fromEntries(facet?.values.map(({ value, count }) => [value, count]) ?? []);
  };

  test('are left out on request', async () => {
    expect((await search({ query: 'lejer', facets: false })).facets).toEqual([]);
  });

  test('count each value of a list once', async () => {
    expect(await values('topics')).toEqual({
      mangler: 2,
      skimmel: 1,
      fraflytning: 1,
      varmeregnskab: 1,
      frister: 1,
      husorden: 1,
    });
  });

  test('ignore their own filter and obey the others', async () => {
    const filters = { kind: ['memo'] };
    expect(await values('kind', filters)).toEqual(await values('kind'));
    expect(await values('topics', filters)).toEqual({ husorden: 1, mangler: 1 });
    expect(await values('topics', { topics: ['mangler'] })).toEqual(await values('topics'));
  });

  test('are those of the schema, with their labels', async () => {
    const { facets } = await search({});
    expect(facets.map(({ field }) => field)).toEqual(['corpus', 'kind', 'language', 'topics']);
    expect(facets.at(-1)?.label).toEqual({ en: 'Topics' });
  });
});

describe('the day', () => {
  beforeAll(async () => {
    for (const [text, validFrom, validTo] of [
      ['Varslet for huslejestigning er seks uger.', '2020-01-01', undefined],
      ['Varslet for huslejestigning er tre måneder.', '2022-01-01', '2023-01-01'],
      ['Varslet for huslejestigning er fire måneder.', '2999-01-01', undefined],
    ])
      await house.put('rulings', 'notice', text!, { title: 'Varsel', validFrom, validTo });
  });

  const inForce = async (asOf?: string) => {
    const { hits, scope } = await search({ query: 'varsel huslejestigning', ...(asOf && { asOf }) });
    expect(scope.asOf).toBe(asOf ?? new Date().toISOString().slice(0, 10));
    const hit = hits.find(({ document }) => document.key === 'notice');
    return hit && { words: /er (.*)\./.exec(hit.passage.text)?.[1], current: hit.version.current };
  };

  test.each([
    ['before the first version', '2019-12-31', undefined],
    ['on the first day of one', '2020-01-01', { words: 'seks uger', current: false }],
    ['on the last day of one', '2021-12-31', { words: 'seks uger', current: false }],
    ['inside the second', '2022-01-01', { words: 'tre måneder', current: false }],
    ['in a gap', '2023-01-01', undefined],
    ['today, in the gap', undefined, undefined],
    ['in the future', '2999-01-01', { words: 'fire måneder', current: false }],
  ])('%s', async (_, day, expected) => {
    expect(await inForce(day)).toEqual(expected);
  });

  test('keeps undated documents in force always', async () => {
    const { hits } = await search({ query: 'skimmel', asOf: '1950-01-01' });
    expect(hits[0]?.document.key).toBe('mould');
    expect(hits[0]?.version).toMatchObject({ validFrom: null, validTo: null, current: true });
  });

  test.each(['2024-13-01', '2024-02-30', '01.02.2024', 'yesterday', ''])('"%s" is no day', async (asOf) => {
    for (const refusal of [
      await house.admin.refused('search', { body: { query: 'lejer', asOf } }),
      await house.admin.refused('searchLink', { query: { q: 'lejer', asOf } }),
      await house.admin.refused('answer', { body: { question: 'Hvem er lejer?', asOf } }),
    ]) {
      expect(refusal).toMatchObject({ status: 400, code: 'bad-request' });
      expect(refusal.errors).toEqual([expect.objectContaining({ path: 'asOf' })]);
    }
  });
});

describe('corpora', () => {
  test('an unknown one is named, beside those that there are', async () => {
    const refusal = await house.admin.refused('search', { body: { query: 'lejer', corpora: ['absent'] } });
    expect(refusal).toMatchObject({ status: 404, code: 'unknown-corpus' });
    expect(refusal.detail).toMatch(/"absent".*rulings/);
  });

  test('one that is not searched changes no score, no facet and no total', async () => {
    const queries = ['skimmel i badet', 'Hvornår skal depositum betales tilbage?', '"husordenen"', '§ 73'];
    // The facet of corpora counts in those that are not chosen, too, as every facet does.
    const found = async (query: string) => {
      const { facets, ...others } = await search({ query });
      return { ...others, facets: facets.filter(({ field }) => field !== 'corpus') };
    };
    const before = await Promise.all(queries.map(found));
    await house.corpus('other', { fields: RULING_FIELDS });
    for (const { key, text, metadata } of RULINGS.slice(0, 3))
      await house.put('other', `${key}-again`, `${text} ${text} Skimmel og depositum og husorden.`, metadata);
    const after = await Promise.all(queries.map(found));
    expect(after).toEqual(before);
    const both = await house.admin.call('search', { body: { query: queries[0] } });
    expect(both.scope.corpora.sort()).toEqual(['other', 'rulings']);
    expect(both.hits[0]?.score).not.toBe(before[0]?.hits[0]?.score);
  });
});
