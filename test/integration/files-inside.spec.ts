import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from '../../apps/api/contract/index.js';
import { docx, paragraph, zip } from '../../libs/ingestion/parse/small-files.fixture.js';
import { House } from '../harness.js';
import { keptFrequencies, looseEnds, NO_LOOSE_ENDS, recountedFrequencies, rowCounts } from '../stored.js';

let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

let slug: string;
let made = 0;
beforeEach(async () => {
  slug = `inside-${++made}`;
  await house.corpus(slug);
});

const mail = (attached: string) =>
  `From: a@example.org\r\nSubject: Varsling\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n` +
  `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSe bilaget om skimmel.\r\n` +
  `--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=bilag.txt\r\n\r\n${attached}\r\n--b--\r\n`;

/** The documents of the corpus by key, once nothing is under way. */
async function documents(): Promise<Map<string, Document>> {
  for (;;) {
    const [open] = await house.sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM ingestions WHERE state IN ('queued', 'running')`,
    );
    if (open!.count === 0) break;
    await sleep(50);
  }
  const { items } = await house.admin.call('listDocuments', { query: { corpus: slug, limit: '100' } });
  return new Map(items.map((document) => [document.key, document]));
}

async function found(query: string): Promise<string[]> {
  const { hits } = await house.admin.call('search', { body: { query, corpora: [slug] } });
  return hits.map((hit) => hit.document.key);
}

test('takes an archive apart, with the attachments of the mails in it, and links each to where it was', async () => {
  const archive = zip({
    'mails/a.eml': mail('Depositum betales tilbage inden en måned.'),
    'b.txt': 'Varmeregnskab.',
  });
  const ingestion = await house.put(slug, 'sager', Buffer.from(archive), { kind: 'letter' }, 'sager.zip');
  expect(ingestion).toMatchObject({ state: 'indexed', reason: { code: 'files-inside' } });
  expect(ingestion.reason!.message).toMatch(/^2 files inside/);
  const all = await documents();
  expect([...all.keys()]).toEqual([
    'sager',
    'sager/b.txt',
    'sager/mails/a.eml',
    'sager/mails/a.eml/bilag.txt',
  ]);
  const [root, , letter, attachment] = [...all.values()];
  expect(root).toMatchObject({ parent: null, title: 'Sager' });
  expect(letter!.parent).toEqual({
    id: root!.id,
    key: 'sager',
    title: 'Sager',
    version: ingestion.versionId,
  });
  expect(attachment).toMatchObject({ kind: 'letter', parent: { id: letter!.id, title: 'Varsling' } });
  expect(await found('depositum tilbage')).toEqual(['sager/mails/a.eml/bilag.txt']);
  expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
  expect(await recountedFrequencies(house)).toEqual(await keptFrequencies(house));
});

test('takes in again only what has changed inside, and keeps what is gone', async () => {
  const put = (parts: Record<string, string>) => house.put(slug, 'z', Buffer.from(zip(parts)), {}, 'z.zip');
  await put({ 'a.txt': 'Skimmel i badet.', 'b.txt': 'Varme.', 'c.txt': 'Vand.' });
  await documents();
  const before = await rowCounts(house);
  expect((await put({ 'a.txt': 'Skimmel i badet.', 'b.txt': 'Varme.', 'c.txt': 'Vand.' })).state).toBe(
    'skipped',
  );
  expect((await documents()).size).toBe(4);
  expect((await rowCounts(house)).ingestions).toBe(before.ingestions! + 1);

  await put({ 'a.txt': 'Skimmel i badet.', 'b.txt': 'Varme og vand.' });
  const after = await documents();
  expect([...after.values()].map(({ key, versions }) => [key, versions.length])).toEqual([
    ['z', 2],
    ['z/a.txt', 1],
    ['z/b.txt', 2],
    ['z/c.txt', 1],
  ]);
  expect((await rowCounts(house)).ingestions).toBe(before.ingestions! + 3);
});

test('deletes what came in with a document together with it', async () => {
  await house.put(slug, 'mail', mail('Depositum.'), {}, 'mail.eml');
  const all = await documents();
  expect([...all.keys()]).toEqual(['mail', 'mail/bilag.txt']);
  await house.admin.call('deleteDocument', { params: { id: all.get('mail')!.id } });
  expect((await documents()).size).toBe(0);
  expect(await looseEnds(house)).toEqual(NO_LOOSE_ENDS);
  expect(await recountedFrequencies(house)).toEqual(await keptFrequencies(house));
});

test('goes five files deep and says what it left out', async () => {
  let file: Uint8Array = zip({ 'a.txt': 'Inderst.' });
  for (let depth = 0; depth < 6; depth++) file = zip({ 'a.zip': file });
  await house.put(slug, 'deep', Buffer.from(file), {}, 'deep.zip');
  const all = await documents();
  expect(all.size).toBe(6);
  expect([...all.values()].at(-1)!.versions[0]!.warnings).toEqual(['content-left-out']);
});

test('finds a phrase that spans a line break and one that spans the cells of a table', async () => {
  const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
  const body = `<w:p><w:r><w:t>Lejeren skal varsles</w:t><w:br/><w:t>tre måneder før</w:t></w:r></w:p><w:tbl><w:tr>${cell('Depositum udgør')}${cell('tre måneders leje')}</w:tr></w:tbl>`;
  await house.put(slug, 'regler', Buffer.from(docx(body)), {}, 'regler.docx');
  await house.put(slug, 'andet', 'Tre hunde varsles ikke om måneder.');
  for (const phrase of ['"varsles tre måneder"', '"udgør tre måneders leje"'])
    expect(await found(phrase)).toEqual(['regler']);
});
