import { docx, paragraph } from '../../libs/ingestion/parse/small-files.fixture.js';
import { House } from '../harness.js';
import { keptFrequencies, looseEnds, NO_LOOSE_ENDS, recountedFrequencies, rowCounts } from '../stored.js';

let house: House;
beforeAll(async () => {
  house = await House.open({ KILDE_PARSE_SECONDS: '15' });
});
afterAll(() => house.close());

let slug: string;
let made = 0;
beforeEach(async () => {
  slug = `corpus-${++made}`;
  await house.corpus(slug, { fields: [{ name: 'amount', type: 'number' }] });
});

const RENT = 'Lejen kan forhøjes én gang om året.\n\nVarslet er tre måneder og skal være skriftligt.';
const MOULD = 'Skimmel i badet giver ret til nedslag.\n\nUdlejer skal afhjælpe mangler inden fjorten dage.';

async function versionsOf(key: string) {
  const { items } = await house.admin.call('listDocuments', { query: { corpus: slug } });
  return items.find((document) => document.key === key)?.versions ?? [];
}

async function found(query: string, asOf?: string): Promise<string[]> {
  const body = { query, corpora: [slug], ...(asOf && { asOf }) };
  return (await house.admin.call('search', { body })).hits.map((hit) => hit.passage.text);
}

test.each([
  ['notes.txt', 'Varsling af husleje\n\nLejen kan forhøjes én gang om året.', 'text/plain'],
  ['notes.md', '# Varsling af husleje\n\nLejen kan **forhøjes** én gang om året.', 'text/markdown'],
  [
    'notes.html',
    '<html><body><h1>Varsling af husleje</h1><p>Lejen kan <b>forhøjes</b> én gang om året.</p></body></html>',
    'text/html',
  ],
])('takes %s in, and gives the original back byte for byte', async (fileName, content, mediaType) => {
  const ingestion = await house.put(slug, 'notes', content, {}, fileName);
  expect(ingestion).toMatchObject({ state: 'indexed', progress: 1, reason: null, stage: null });
  expect(Object.keys(ingestion.timings).sort()).toEqual(['chunk', 'embed', 'parse', 'store']);
  const version = await house.admin.call('readVersion', { params: { id: ingestion.versionId! } });
  expect(version).toMatchObject({ mediaType, fileName, language: 'da', current: true });
  expect(version.text).toContain('Lejen kan forhøjes én gang om året.');
  const original = await house.admin.call('readOriginal', { params: { id: version.id } });
  expect(original.toString()).toBe(content);
  expect(await found('forhøje leje')).toHaveLength(1);
});

test('names a document by its key, by its front matter, or by its file', async () => {
  const files = { 'a.md': '---\nkey: inside\n---\n\nTekst om leje.', 'b.md': 'Tekst om varme.' };
  for (const [fileName, content] of Object.entries(files))
    await house.settled((await house.send(slug, content, { fileName })).id);
  await house.put(slug, 'given', 'Tekst om vand.');
  const { items } = await house.admin.call('listDocuments', { query: { corpus: slug } });
  expect(items.map(({ key }) => key)).toEqual(['b.md', 'given', 'inside']);
});

test('skips the same file with the same metadata, says so, and changes nothing', async () => {
  const first = await house.put(slug, 'rent', RENT, { kind: 'guideline' });
  const { ingestions, originals, original_parts, ...before } = await rowCounts(house);
  const frequencies = await keptFrequencies(house);
  const second = await house.put(slug, 'rent', RENT, { kind: 'guideline' });
  expect(second).toMatchObject({
    state: 'skipped',
    reason: { code: 'unchanged' },
    versionId: first.versionId,
  });
  expect(second.reason?.message).toMatch(/same file/);
  const after = await rowCounts(house);
  expect(after).toMatchObject(before);
  expect(after.ingestions).toBe(ingestions! + 1);
  expect([after.originals, after.original_parts]).toEqual([originals! + 1, original_parts! + 1]);
  expect(await keptFrequencies(house)).toEqual(frequencies);
});

test('takes changed metadata of the same bytes as a correction, not as a version', async () => {
  const first = await house.put(slug, 'rent', RENT, { kind: 'guideline' });
  const second = await house.put(slug, 'rent', RENT, { kind: 'circular', amount: '4250.50' });
  expect(second).toMatchObject({ state: 'indexed', versionId: first.versionId });
  const versions = await versionsOf('rent');
  expect(versions).toMatchObject([{ kind: 'circular', metadata: { amount: 4250.5 } }]);
  expect(await recountedFrequencies(house)).toEqual(await keptFrequencies(house));
});

test('takes changed bytes as a new version; unchanged passages keep their vectors', async () => {
  const section = (title: string, text: string) => `# ${title}\n\n${`${text} `.repeat(30)}\n\n`;
  const kept = section('Varsel', 'Lejen kan forhøjes med tre måneders skriftligt varsel.');
  const dropped = section('Skimmel', 'Skimmel i badet giver ret til nedslag i lejen.');
  const added = section('Varme', 'Varmeregnskabet skal sendes inden fire måneder.');
  const metadata = { title: 'Regler' };
  await house.put(slug, 'rules', kept + dropped, metadata, 'rules.md');
  await house.put(slug, 'rules', kept + added, metadata, 'rules.md');
  expect(await versionsOf('rules')).toHaveLength(2);

  const vectors = await house.sql<{ heading: string; version: number; embedding: string }>(
    `SELECT a.headings[array_length(a.headings, 1)] AS heading, v.sequence AS version, e.embedding::text
     FROM passages a JOIN passage_vectors e ON e.passage_id = a.id JOIN versions v ON v.id = a.version_id
     JOIN corpora c ON c.id = v.corpus_id WHERE c.slug = $1`,
    [slug],
  );
  const of = (version: number, heading: string) =>
    vectors.filter((row) => row.version === version && row.heading === heading).map((row) => row.embedding);
  expect(of(1, 'Varsel').length).toBeGreaterThan(0);
  expect(of(2, 'Varsel')).toEqual(of(1, 'Varsel'));
  expect(of(2, 'Skimmel')).toEqual([]);

  expect((await found('skimmel')).join()).not.toMatch(/skimmel/i);
  expect(await found('varmeregnskab')).toHaveLength(1);
  const { terms } = await keptFrequencies(house);
  expect(Object.keys(terms).filter((name) => name.startsWith(`${slug} da s skim`))).toEqual([]);
  expect(await recountedFrequencies(house)).toEqual(await keptFrequencies(house));
});

test('takes A, B, A as three texts of which the last holds', async () => {
  for (const text of [RENT, MOULD, RENT]) expect((await house.put(slug, 'turn', text)).state).toBe('indexed');
  expect(await found('forhøje leje')).toHaveLength(1);
  expect((await found('skimmel')).join()).not.toMatch(/skimmel/i);
  expect(await recountedFrequencies(house)).toEqual(await keptFrequencies(house));
});

test.each([
  ['older first', [0, 1]],
  ['newer first', [1, 0]],
])('gives two dated versions windows that meet, %s', async (_, order) => {
  const dated = [
    { text: RENT, validFrom: '2024-01-01' },
    { text: MOULD, validFrom: '2025-01-01' },
  ];
  for (const at of order)
    await house.put(slug, 'dated', dated[at]!.text, { validFrom: dated[at]!.validFrom });
  const versions = await versionsOf('dated');
  expect(versions.map(({ validFrom, validTo, current }) => [validFrom, validTo, current])).toEqual([
    ['2025-01-01', null, true],
    ['2024-01-01', '2025-01-01', false],
  ]);
  expect(await found('leje skimmel', '2023-12-31')).toEqual([]);
  expect((await found('leje skimmel', '2024-12-31')).join()).toContain('forhøjes');
  expect((await found('leje skimmel', '2025-01-01')).join()).toContain('Skimmel');
  expect(await recountedFrequencies(house)).toEqual(await keptFrequencies(house));
});

test('warns of the same bytes under another key, and keeps both', async () => {
  await house.put(slug, 'one', RENT);
  const second = await house.put(slug, 'two', RENT);
  expect(second).toMatchObject({ state: 'indexed', warnings: ['duplicate-of:one'] });
  expect((await house.admin.call('readCorpus', { params: { slug } })).documents).toBe(2);
});

test('warns of the same bytes that came in at the same time, and lists ingestions by their ids', async () => {
  const sent = await Promise.all(['one', 'two', 'three'].map((key) => house.send(slug, RENT, { key })));
  const warned = new Map<string, string[]>();
  for (const { id } of sent) {
    const { key, warnings } = await house.settled(id);
    warned.set(key, warnings);
  }
  // In whatever order they were stored, each was warned of those before.
  const counts = [...warned.values()].map((warnings) => warnings.length);
  expect(counts.sort()).toEqual([0, 1, 2]);
  for (const [key, warnings] of warned) expect(warnings).not.toContain(`duplicate-of:${key}`);

  const ids = sent.slice(1).map(({ id }) => id);
  const listed = await house.admin.call('listIngestions', { query: { ids: ids.join(',') } });
  expect(listed.items.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(listed.total).toBe(2);
  const refusal = await house.admin.refused('listIngestions', { query: { ids: 'one,two' } });
  expect(refusal).toMatchObject({ status: 400, code: 'bad-request' });
});

test('deletes a document without a trace', async () => {
  await house.put(slug, 'stays', MOULD);
  const before = await rowCounts(house);
  const frequencies = await keptFrequencies(house);
  await house.put(slug, 'goes', RENT);
  await house.put(slug, 'goes', RENT);
  await house.put(slug, 'goes', `${RENT} Nyt.`);
  await house.put(slug, 'goes', 'not a PDF', {}, 'goes.pdf');
  const id = (await house.admin.call('listDocuments', { query: { corpus: slug } })).items[0]!.id;
  await house.admin.call('deleteDocument', { params: { id } });
  expect(await rowCounts(house)).toEqual(before);
  expect(await keptFrequencies(house)).toEqual(frequencies);
  expect((await house.admin.refused('readDocument', { params: { id } })).code).toBe('unknown-document');
});

test('a deleted corpus is gone at once, and without a trace soon after', async () => {
  const before = await rowCounts(house);
  await house.corpus('short-lived');
  await house.key({ 'short-lived': 'reader' });
  await house.put('short-lived', 'rent', RENT);
  await house.put('short-lived', 'broken', 'not a PDF', {}, 'broken.pdf');
  const params = { slug: 'short-lived' };
  await house.admin.call('deleteCorpus', { params });
  expect((await house.admin.refused('readCorpus', { params })).code).toBe('unknown-corpus');
  await house.corpus('short-lived'); // its name is free
  await house.admin.call('deleteCorpus', { params });
  await house.eventually(async () =>
    expect(await rowCounts(house)).toEqual({
      ...before,
      principals: before.principals! + 1,
      api_keys: before.api_keys! + 1,
    }),
  );
});

test('a broken file fails with its reason while others go on; it can be retried', async () => {
  const broken = await house.send(slug, 'not a PDF', { key: 'broken', fileName: 'broken.pdf' });
  const strange = await house.send(slug, Buffer.from('PK\x03\x04 not a document'), {
    key: 'strange',
    fileName: 'strange.zip',
  });
  const wrong = await house.send(slug, RENT, { key: 'wrong', metadata: { amount: 'a lot' } });
  const good = await house.put(slug, 'good', RENT);
  expect(good.state).toBe('indexed');
  expect(await house.settled(broken.id)).toMatchObject({ state: 'failed', reason: { code: 'corrupt' } });
  expect(await house.settled(strange.id)).toMatchObject({ state: 'failed', reason: { code: 'corrupt' } });
  const refused = await house.settled(wrong.id);
  expect(refused).toMatchObject({ state: 'failed', reason: { code: 'bad-metadata' } });
  expect(refused.reason?.message).toMatch(/"amount".*"a lot"/);

  const query = { corpus: slug, state: 'failed' };
  const { items } = await house.admin.call('listIngestions', { query });
  expect(items.map(({ key }) => key).sort()).toEqual(['broken', 'strange', 'wrong']);
  await house.admin.call('changeCorpus', { params: { slug }, body: { fields: [] } });
  await house.admin.call('retryIngestion', { params: { id: wrong.id } });
  expect((await house.settled(wrong.id)).state).toBe('indexed');
  expect((await house.admin.refused('retryIngestion', { params: { id: wrong.id } })).code).toBe('not-failed');
});

test('a file that takes too much to read fails, and holds up no other', async () => {
  const much = docx(paragraph('Ord. ').repeat(300_000));
  const slow = await house.send(slug, Buffer.from(much), { key: 'slow', fileName: 'slow.docx' });
  for (const key of ['one', 'two', 'three'])
    expect((await house.put(slug, key, `${RENT} ${key}`)).state).toBe('indexed');
  const { reason } = await house.settled(slow.id);
  expect(['timeout', 'too-large']).toContain(reason?.code);
  expect(reason?.message).toMatch(/Reading slow\.docx (takes|took)/);
});

test('leaves no loose ends', async () => {
  expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
});
