import { randomUUID } from 'node:crypto';
import { House, type Caller } from '../harness.js';

const TEXT =
  '# Skimmel i badet\n\nSkimmel i badet giver ret til nedslag.\n\n## Frist\n\nLejeren skal klage inden 14 dage.';
const QUOTE = 'Lejeren skal klage inden 14 dage.';

let house: House;
let ida: Caller;
let noor: Caller;
let idaKey: { id: string; secret: string };
let version: string;

beforeAll(async () => {
  house = await House.open();
  await house.corpus('rulings', { access: 'grant' });
  await house.corpus('open');
  version = (await house.put('rulings', 'hn-1', TEXT, { kind: 'ruling', date: '2024-05-01' }, 'hn-1.md'))
    .versionId!;
  idaKey = await house.key({ rulings: 'reader' });
  ida = house.as(idaKey.secret);
  noor = house.as((await house.key({ rulings: 'reader' })).secret);
});
afterAll(() => house.close());

async function placeOf(text: string): Promise<{ version: string; start: number; end: number }> {
  const stored = await house.admin.call('readVersion', { params: { id: version } });
  const start = stored.text.indexOf(text);
  return { version, start, end: start + text.length };
}

async function caseOf(caller: Caller, title = 'Klage over skimmel'): Promise<string> {
  return (await caller.call('createCase', { body: { title } })).id;
}

describe('a case', () => {
  test('holds pinned passages and documents with notes, and all that a citation needs', async () => {
    const id = await caseOf(ida);
    const pin = await ida.call('pin', { params: { id }, body: await placeOf(QUOTE) });
    await ida.call('pin', { params: { id }, body: { version } });
    await ida.call('changePin', { params: { id, pin: pin.id }, body: { note: 'fristen løber fra 1. maj' } });
    await ida.call('changeCase', { params: { id }, body: { notes: 'Ring til lejeren.' } });
    const found = await ida.call('readCase', { params: { id } });
    expect(found).toMatchObject({ title: 'Klage over skimmel', notes: 'Ring til lejeren.' });
    expect(found.pins).toMatchObject([
      {
        note: 'fristen løber fra 1. maj',
        excerpt: {
          ...{ text: QUOTE, headings: ['Skimmel i badet', 'Frist'], page: null },
          document: { key: 'hn-1', title: 'Skimmel i badet', corpus: 'rulings', kind: 'ruling' },
          version: { id: version, language: 'da', date: '2024-05-01', current: true },
        },
      },
      { note: '', start: null, end: null, excerpt: { text: null, headings: [] } },
    ]);
    expect((await ida.call('listCases')).items[0]).toMatchObject({
      id,
      title: 'Klage over skimmel',
      pins: 2,
    });
  });

  test('takes a place once, and keeps its note', async () => {
    const id = await caseOf(ida);
    const first = await ida.call('pin', { params: { id }, body: { version } });
    await ida.call('changePin', { params: { id, pin: first.id }, body: { note: 'vigtig' } });
    const second = await ida.call('pin', { params: { id }, body: { version } });
    expect(second).toEqual({ ...first, note: 'vigtig' });
    await ida.call('unpin', { params: { id, pin: first.id } });
    expect((await ida.call('readCase', { params: { id } })).pins).toEqual([]);
  });

  test.each([
    [{ start: 5 }, 'bad-request'],
    [{ start: 9, end: 9 }, 'bad-request'],
    [{ start: 0, end: 30_000 }, 'bad-request'],
    [{ start: 5_000, end: 5_010 }, 'bad-request'],
  ])('refuses to pin the range %j', async (range, code) => {
    const id = await caseOf(ida);
    expect(await ida.refused('pin', { params: { id }, body: { version, ...range } })).toMatchObject({ code });
    expect((await ida.call('readCase', { params: { id } })).pins).toEqual([]);
  });

  test('refuses more pins than a person could read', async () => {
    const id = await caseOf(ida);
    await house.sql(
      `INSERT INTO pins (id, case_id, version_id, start_offset, end_offset)
       SELECT gen_random_uuid(), $1, $2, n, n + 1 FROM generate_series(0, 199) n`,
      [id, version],
    );
    expect(await ida.refused('pin', { params: { id }, body: { version } })).toMatchObject({
      code: 'case-full',
    });
  });

  test('withholds what may no longer be read or is gone, and keeps its notes', async () => {
    const id = await caseOf(ida);
    const pin = await ida.call('pin', { params: { id }, body: await placeOf(QUOTE) });
    await ida.call('changePin', { params: { id, pin: pin.id }, body: { note: 'min note' } });
    await ida.call('addToHistory', { body: { version } });
    const spare = await house.put('open', 'spare', 'Et andet dokument om skimmel.');
    await ida.call('pin', { params: { id }, body: { version: spare.versionId } });
    await house.admin.call('deleteDocument', { params: { id: spare.documentId! } });
    await house.sql(`DELETE FROM grants WHERE principal_id = $1`, [idaKey.id]);
    try {
      const found = await ida.call('readCase', { params: { id } });
      expect(found.pins).toMatchObject([{ note: 'min note', excerpt: null }, { excerpt: null }]);
      const history = await ida.call('readHistory');
      expect(history.items).toMatchObject([{ version, excerpt: null }]);
      expect(JSON.stringify([found, history])).not.toMatch(/Skimmel i badet|klage inden|hn-1/);
      expect(await ida.refused('pin', { params: { id }, body: { version } })).toMatchObject({
        code: 'unknown-version',
      });
    } finally {
      const [corpus] = await house.sql(`SELECT id FROM corpora WHERE slug = 'rulings'`);
      await house.sql(`INSERT INTO grants VALUES ($1, $2, 'reader')`, [idaKey.id, corpus!.id]);
    }
    const again = await ida.call('readCase', { params: { id } });
    expect(again.pins).toMatchObject([{ excerpt: { text: QUOTE } }, { excerpt: null }]);
  });
});

test('a second person sees, changes and deletes nothing of the first one’s, who is not told apart from nobody', async () => {
  const id = await caseOf(ida);
  const pin = await ida.call('pin', { params: { id }, body: { version } });
  const saved = await ida.call('saveSearch', { body: { query: 'skimmel' } });
  await ida.call('addToHistory', { body: { request: { query: 'skimmel' } } });

  for (const stranger of [noor, house.admin]) {
    expect(await stranger.call('listCases')).toEqual({ items: [] });
    expect(await stranger.call('listSavedSearches')).toEqual({ items: [] });
    expect(await stranger.call('readHistory')).toEqual({ items: [] });
    for (const there of [true, false]) {
      const params = there ? { id, pin: pin.id } : { id: randomUUID(), pin: randomUUID() };
      const seen = { seenAt: new Date().toISOString() };
      expect([
        await stranger.refused('readCase', { params }),
        await stranger.refused('changeCase', { params, body: { notes: 'x' } }),
        await stranger.refused('deleteCase', { params }),
        await stranger.refused('pin', { params, body: { version } }),
        await stranger.refused('changePin', { params, body: { note: 'x' } }),
        await stranger.refused('unpin', { params }),
        await stranger.refused('seeSavedSearch', { params: there ? { id: saved.id } : params, body: seen }),
        await stranger.refused('forgetSearch', { params: there ? { id: saved.id } : params }),
      ]).toMatchObject(
        ['case', 'case', 'case', 'case', 'pin', 'pin', 'saved-search', 'saved-search'].map((what) => ({
          ...{ status: 404, code: `unknown-${what}` },
        })),
      );
    }
    await stranger.call('clearHistory');
  }
  // A case of her own does not open the pins of another one's.
  const hers = await caseOf(noor);
  expect(await noor.refused('unpin', { params: { id: hers, pin: pin.id } })).toMatchObject({
    code: 'unknown-pin',
  });

  expect(await ida.call('readCase', { params: { id } })).toMatchObject({
    notes: '',
    pins: [{ id: pin.id, note: '' }],
  });
  expect((await ida.call('listSavedSearches')).items).toEqual([saved]);
  expect((await ida.call('readHistory')).items).toMatchObject([
    { request: { query: 'skimmel' } },
    { version },
  ]);
});

test('a saved search tells news: documents that came in since, by words or by meaning', async () => {
  const request = { query: 'erstatning for skimmelsvamp', corpora: ['rulings'] };
  const saved = await noor.call('saveSearch', { body: request });
  expect(await noor.call('saveSearch', { body: request })).toEqual(saved);
  const news = async (seenAt: string) =>
    (await noor.call('search', { body: { ...saved.request, addedSince: seenAt } })).hits.map(
      ({ document, why }) => [document.key, why.lanes.includes('lexical')],
    );
  expect(await news(saved.seenAt)).toEqual([]);
  await house.put('rulings', 'hn-2', 'Udlejeren betaler erstatning, fordi skimmelsvamp ødelagde møblerne.');
  await house.put('rulings', 'hn-3', 'Fugt og mug på væggen ødelagde lejerens møbler.', {
    title: 'Mug i lejlighed',
  });
  await house.put('rulings', 'hn-4', 'Parkeringsafgiften var korrekt pålagt.');
  const told = await news(saved.seenAt);
  expect(told).toEqual(
    expect.arrayContaining([
      ['hn-2', true],
      ['hn-3', false],
    ]),
  );
  expect(told.map(([key]) => key)).not.toContain('hn-4');
  expect(told.map(([key]) => key)).not.toContain('hn-1');
  await noor.call('seeSavedSearch', { params: { id: saved.id }, body: { seenAt: new Date().toISOString() } });
  const [seen] = (await noor.call('listSavedSearches')).items;
  expect(await news(seen!.seenAt)).toEqual([]);
  await noor.call('forgetSearch', { params: { id: saved.id } });
  expect(await noor.call('listSavedSearches')).toEqual({ items: [] });
});

test('the history tells the newest first, each once, and is cleared', async () => {
  const request = { query: 'depositum', filters: { kind: ['ruling'] } };
  await noor.call('addToHistory', { body: { request } });
  await noor.call('addToHistory', { body: { version } });
  await noor.call('addToHistory', { body: { request } });
  expect((await noor.call('readHistory')).items).toMatchObject([
    { request, version: null, excerpt: null },
    { request: null, version, excerpt: { document: { title: 'Skimmel i badet' } } },
  ]);
  for (let at = 0; at < 101; at++)
    await noor.call('addToHistory', { body: { request: { query: `nr. ${at}` } } });
  const { items } = await noor.call('readHistory');
  expect(items).toHaveLength(100);
  expect(items[0]!.request).toEqual({ query: 'nr. 100' });
  await noor.call('clearHistory');
  expect(await noor.call('readHistory')).toEqual({ items: [] });
});

test('anybody reads excerpts of what the corpora show, in the order asked for', async () => {
  const place = await placeOf(QUOTE);
  const body = { places: [{ version: randomUUID() }, place, { version }] };
  const { items } = await ida.call('readExcerpts', { body });
  expect(items).toMatchObject([null, { text: QUOTE }, { text: null, document: { key: 'hn-1' } }]);
  expect((await house.as(null).call('readExcerpts', { body })).items).toEqual([null, null, null]);
});
