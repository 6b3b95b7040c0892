import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { kilde } from '../cli.js';
import { Caller, House, onServer } from '../harness.js';
import { emptyStore, type Store } from '../store.js';
import { rowCounts } from '../stored.js';

const QUESTIONS = ['Hvor stort et nedslag gives for skimmel?', 'varsel om lejeforhøjelse', 'mold and rent'];
const TEXTS = {
  mould:
    '# Skimmel\n\nSkimmel i badeværelset giver lejeren et nedslag på 15 procent af lejen.\n\n## Frist\n\nUdlejer har fjorten dage.',
  rent: '# Varsel\n\nLejen kan forhøjes med tre måneders skriftligt varsel.',
  'rent-en':
    '# Notice\n\nRent may be raised with a notice of three months in writing. Mold is to be removed.',
};

let file: string;
let source: House;
let rows: Record<string, number>;
let said: unknown;
let curator: string;

/** On the server suite the backup is made by the embedded engine, so that restoring it moves it to the server. */
async function embeddedStore(): Promise<Store> {
  const dataDir = join(process.env.KILDE_TEST_RUN!, randomBytes(6).toString('hex'));
  return { dataDir, environment: { DATABASE_URL: '', REDIS_URL: '' }, remove: async () => {} };
}

/** The engines round vectors differently: scores agree in two digits, and are the same on the same engine. */
function comparable(said: unknown): unknown {
  if (!onServer) return said;
  return JSON.parse(JSON.stringify(said), (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 100) / 100 : value,
  );
}

/** What a Kilde says, less what differs by the moment. */
async function everythingSaid(caller: Caller): Promise<unknown> {
  const told = [];
  for (const query of QUESTIONS) {
    const { id, ...answer } = await caller.call('answer', { body: { question: query } });
    expect(id).toBeTruthy();
    told.push(await caller.call('search', { body: { query } }), answer);
  }
  const documents = await caller.call('listDocuments');
  const originals = [];
  for (const { versions } of documents.items)
    for (const { id } of versions)
      originals.push((await caller.call('readOriginal', { params: { id } })).toString('base64'));
  return comparable({ told, documents, originals, ingestions: await caller.call('listIngestions') });
}

beforeAll(async () => {
  source = await House.open({}, await embeddedStore());
  await source.corpus('rulings');
  await source.corpus('closed', { access: 'grant', fields: [{ name: 'amount', type: 'number' }] });
  for (const [key, text] of Object.entries(TEXTS)) await source.put('rulings', key, text, {}, `${key}.md`);
  await source.put(
    'rulings',
    'rent',
    `${TEXTS.rent}\n\nDet gælder ikke forbedringer.`,
    { validFrom: '2024-01-01' },
    'rent.md',
  );
  await source.put('closed', 'secret', TEXTS.mould, { amount: 4250.5 }, 'secret.md');
  await source.put(
    'rulings',
    'large',
    `<!-- ${'x'.repeat(2_500_000)} --><p>Lejen betales forud.</p>`,
    {},
    'large.html',
  );
  await source.put('rulings', 'broken', 'not a PDF', {}, 'broken.pdf');
  curator = (await source.key({ closed: 'curator' })).secret;
  said = await everythingSaid(source.admin);
  rows = await rowCounts(source);
  file = join(process.env.KILDE_TEST_RUN!, `${randomBytes(6).toString('hex')}.kilde`);
  const made = await kilde(source.store, ['backup', file]);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toMatch(/^2 corpora, 5 documents in 6 versions, \d+ passages and 2 keys in /);
}, 240_000);
afterAll(() => source.close());

test('a backup restored into an empty Kilde has the same ids, answers, originals and keys', async () => {
  const store = onServer ? await emptyStore() : await embeddedStore();
  const restored = await kilde(store, ['restore', file]);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toContain('5 documents in 6 versions');
  mkdirSync(store.dataDir, { recursive: true });
  writeFileSync(join(store.dataDir, 'admin-key'), source.adminKey);
  const house = await House.open({}, store);
  try {
    expect(house.kilde.newAdminKey).toBeNull();
    const counts = await rowCounts(house);
    expect(counts).toEqual(rows);
    expect(await everythingSaid(house.admin)).toEqual(said);
    expect((await house.as(curator).call('me')).corpora).toContainEqual({ slug: 'closed', role: 'curator' });
    // It goes on from there: numbers that were given out are not given out again.
    expect((await house.put('rulings', 'new', 'En ny tekst om hegn.')).state).toBe('indexed');
  } finally {
    await house.close();
  }
}, 240_000);

test('a backup goes into an empty Kilde only, and says so', async () => {
  const { code, stderr } = await kilde(source.store, ['restore', file]);
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
  expect(stderr).toMatch(/already runs on|is not empty/);
});

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 200), /unpacked|cut off/],
  [
    'changed',
    (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString().replace('Skimmel', 'Skimmes')),
    /has changed/,
  ],
  [
    'shortened by whole lines',
    (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString().split('\n').slice(0, -3).join('\n')),
    /cut off/,
  ],
  ['another file', () => Buffer.from('not a backup'), /unpacked/],
  ['another file, packed', () => gzipSync('not a backup\nat all\n'), /no backup of Kilde/],
  [
    'newer',
    (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString().replace('"format":1', '"format":2')),
    /newer Kilde/,
  ],
])('a backup that is %s is refused before anything is changed', async (_, spoil, sentence) => {
  const spoilt = `${file}.spoilt`;
  writeFileSync(spoilt, spoil(readFileSync(file)));
  const store = await embeddedStore();
  const { code, stderr } = await kilde(store, ['restore', spoilt]);
  expect(code).toBe(1);
  expect(stderr).toMatch(sentence);
  expect(stderr).toContain('Nothing was changed.');
});

test('a file that is there is not written over', async () => {
  const { code, stderr } = await kilde(source.store, ['backup', file]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: `${file} is there already. Give another name.\n` });
});
