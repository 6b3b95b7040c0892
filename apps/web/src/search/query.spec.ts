import {
  inOtherCorpora,
  isNarrowed,
  isQuestion,
  queryOf,
  readQuery,
  scope,
  searchAddress,
  searchRequest,
  toggle,
  widened,
  type Query,
} from './query.js';

const read = (text: string) => readQuery(new URLSearchParams(text));

describe('search address', () => {
  it('reads back what it wrote, also for a field that is called like a parameter of ours', () => {
    const query: Query = {
      q: 'skimmel & fugt',
      corpora: ['huslejenaevn'],
      filters: { outcome: ['medhold', 'delvis medhold'], page: ['3'] },
      asOf: '2024-05-01',
      from: '2023-01-01',
      to: '2023-12-31',
      sort: 'date',
      since: '2026-01-01T08:00:00.000Z',
      page: 2,
      ask: true,
      previous: ['Hvad er skimmel?', 'Hvem betaler?'],
      quotesOnly: true,
      picked: ['v3', 'v4'],
      open: { version: 'v1', range: { start: 3, end: 9 }, view: { as: 'text', compare: 'v2' } },
    };
    expect(read(searchAddress(query).slice(1))).toEqual(query);
  });

  it('ignores a page that is none and the marks of newsletters', () => {
    expect(read('q=x&page=-3&utm_source=mail')).toMatchObject({ page: 1, filters: {} });
  });

  it('becomes a request with an offset and without empty parts', () => {
    expect(searchRequest(read('q=depositum&page=3'))).toEqual({
      query: 'depositum',
      sort: 'relevance',
      limit: 10,
      offset: 20,
    });
  });

  it('asks for days and for what is new in the words of the server', () => {
    expect(
      searchRequest(read('q=x&from=2023-01-01&kind=ruling&since=2026-01-01T08:00:00.000Z')),
    ).toMatchObject({
      filters: { kind: ['ruling'], date: { from: '2023-01-01' } },
      addedSince: '2026-01-01T08:00:00.000Z',
    });
    expect(isNarrowed(widened(read('q=x&to=2023-01-01&asOf=2023-01-01')))).toBe(false);
  });
});

describe('a question', () => {
  it.each(['Hvem betaler?', 'Wer zahlt? ', '»Hvem betaler?«'])('is asked by its question mark: %s', (q) => {
    expect(isQuestion(read(new URLSearchParams({ q }).toString()))).toBe(true);
  });

  it('is asked by the button', () => {
    expect(isQuestion(read('q=hvem+betaler&ask=1'))).toBe(true);
    expect(isQuestion(read('q=hvem+betaler'))).toBe(false);
  });
});

describe('narrowing down', () => {
  it('adds and removes values, and begins at the first page again', () => {
    const one = toggle(read('q=x&page=4'), 'outcome', 'medhold');
    expect(one).toMatchObject({ page: 1, filters: { outcome: ['medhold'] } });
    expect(toggle(one, 'outcome', 'medhold').filters).toEqual({});
  });

  it('drops fields of the old corpus in another one, and keeps those that every corpus has', () => {
    const query = read('q=x&corpus=a&outcome=medhold&kind=ruling');
    expect(inOtherCorpora(query, ['b']).filters).toEqual({ kind: ['ruling'] });
    expect(inOtherCorpora(query, ['a']).filters).toEqual(query.filters);
  });
});

test('a saved search leads back to the search that was saved', () => {
  const address =
    '/?q=fugt&corpus=a&corpus=b&asOf=2024-05-01&from=2020-01-01&to=2021-01-01&kind=ruling&kind=memo';
  const query = readQuery(new URL(address, 'http://x').searchParams);
  const saved = queryOf({ query: query.q, ...scope(query) });
  expect(readQuery(new URL(searchAddress(saved), 'http://x').searchParams)).toEqual(query);
});
