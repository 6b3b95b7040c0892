import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kilde } from '../cli.js';
import { House } from '../harness.js';
import { emptyStore } from '../store.js';

let house: House;
let folder: string;
beforeAll(async () => {
  house = await House.open();
  folder = join(house.config.dataDir, 'files');
  mkdirSync(join(folder, 'inner'), { recursive: true });
  writeFileSync(join(folder, 'a.md'), '# Skimmel\n\nSkimmel i badet giver ret til nedslag i lejen.');
  writeFileSync(join(folder, 'inner/b.txt'), 'Depositum skal betales tilbage inden fire uger.');
  writeFileSync(join(folder, 'broken.pdf'), 'not a PDF');
  writeFileSync(join(folder, '.hidden.txt'), 'not to be read');
});
afterAll(() => house.close());

const run = (...args: string[]) => kilde(house.store, args);

test('ingest takes a folder in, names every failure, and ends with 1 when there was one', async () => {
  const first = await run('ingest', folder, '--corpus', 'mine');
  expect(first.code).toBe(1);
  expect(first.stdout).toContain('Made the corpus "mine".');
  expect(first.stdout).toMatch(/Failed broken\.pdf: .*PDF/);
  expect(first.stdout).toContain('2 indexed, 0 skipped, 1 failed in corpus "mine".');
  expect(first.stdout).not.toMatch(/hidden|\r/);
  const { items } = await house.admin.call('listDocuments', { query: { corpus: 'mine' } });
  expect(items.map(({ key }) => key)).toEqual(['a.md', 'inner/b.txt']);

  const again = await run('ingest', join(folder, 'a.md'), join(folder, 'inner'), '--corpus', 'mine');
  expect(again.stdout).toMatch(/Skipped a\.md: The same file/);
});

test('ingest ends with 0 when nothing failed', async () => {
  const { code, stdout, stderr } = await run('ingest', join(folder, 'inner'), '--corpus', 'fine');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('1 indexed, 0 skipped, 0 failed in corpus "fine".');
});

test('search and ask print what was found', async () => {
  await run('ingest', folder, '--corpus', 'mine');
  const found = await run('search', 'skimmel', '--corpus', 'mine');
  expect(found).toMatchObject({ code: 0, stderr: '' });
  expect(found.stdout).toMatch(/^1\. Skimmel {2}\[mine\/a\.md\]/);
  const json = await run('search', 'skimmel', '--corpus', 'mine', '--json', '--limit', '1');
  expect((JSON.parse(json.stdout) as { hits: unknown[] }).hits).toHaveLength(1);
  const refused = await run('ask', 'Wie hoch ist der Eiffelturm?', '--corpus', 'mine');
  expect(refused).toMatchObject({ code: 0, stdout: expect.stringMatching(/^No answer\./) as string });
});

describe('a manifest', () => {
  const ingestWith = (manifest: string) => {
    const path = join(folder, 'inner', 'manifest.csv');
    writeFileSync(path, manifest);
    return run('ingest', join(folder, 'inner'), '--corpus', 'listed', '--manifest', path);
  };

  test.each([
    ['without the column "file"', 'key,title\nb,B\n', /lacks the column "file"/],
    ['with a row for a file that is not there', 'file,title\nb.txt,B\nc.txt,C\n', /line 3 .*"c\.txt"/],
    ['with a file outside its folder', 'file,title\n../a.md,A\n', /line 2 .*"\.\.\/a\.md"/],
  ])('%s is refused before anything is sent', async (_, manifest, message) => {
    const { code, stdout, stderr } = await ingestWith(manifest);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    const { items } = await house.admin.call('listCorpora');
    expect(items.map(({ slug }) => slug)).not.toContain('listed');
  });

  test('gives its files their keys and metadata', async () => {
    const { code } = await ingestWith(
      'file,key,title,kind,date\nb.txt,deposit,Om depositum,ruling,2024-02-15\n',
    );
    expect(code).toBe(0);
    const { items } = await house.admin.call('listDocuments', { query: { corpus: 'listed' } });
    expect(items).toMatchObject([{ key: 'deposit', title: 'Om depositum', kind: 'ruling' }]);
    expect(items[0]?.versions[0]?.date).toBe('2024-02-15');
  });
});

describe('a command that cannot be done says why in one line and ends with 1', () => {
  test.each([
    [
      'a file that is not there',
      ['ingest', '/nowhere', '--corpus', 'x'],
      {},
      /no file or folder "\/nowhere"/,
    ],
    ['an unknown corpus', ['search', 'leje', '--corpus', 'absent'], {}, /no corpus "absent"/],
    ['a bad filter', ['search', 'leje', '--filter', 'kind'], {}, /"kind" is not of the form/],
    ['a bad day', ['search', 'leje', '--as-of', 'today'], {}, /"asOf"/],
    ['a wrong key', ['keys'], { KILDE_API_KEY: 'kilde_wrong' }, /not valid/],
    ['no server', ['search', 'leje'], { KILDE_URL: 'http://127.0.0.1:9' }, /127\.0\.0\.1:9 does not answer/],
    ['a number that is none', ['start'], { KILDE_PORT: 'eighty' }, /KILDE_PORT/],
    ['a limit below zero', ['start'], { KILDE_MAX_UPLOAD_MB: '-1' }, /KILDE_MAX_UPLOAD_MB/],
    ['a switch that is none', ['start'], { KILDE_SAMPLES: 'maybe' }, /KILDE_SAMPLES/],
    [
      'a database of another kind',
      ['start'],
      { DATABASE_URL: 'mysql://me:geheim@db/x', REDIS_URL: 'redis://:geheim@db' },
      /DATABASE_URL/,
    ],
    [
      'a database without a queue',
      ['start'],
      { DATABASE_URL: 'postgres://me:geheim@db/x', REDIS_URL: '' },
      /REDIS_URL is not/,
    ],
  ])('%s', async (_, args, environment, message) => {
    const { code, stdout, stderr } = await kilde(house.store, args, environment);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/geheim|mysql:/);
  });

  test('a port in use', async () => {
    const store = await emptyStore();
    const { port } = new URL(house.kilde.url);
    const { code, stderr } = await kilde(store, ['start'], { KILDE_PORT: port });
    expect(code).toBe(1);
    expect(stderr.trim()).toMatch(new RegExp(`^Port ${port} .* taken .*KILDE_PORT.*$`));
    await store.remove();
  });
});

test('a command opens the engine itself when no server runs', async () => {
  const store = await emptyStore();
  const made = await kilde(store, ['ingest', join(folder, 'a.md'), '--corpus', 'own']);
  expect(made.stdout).toContain('1 indexed');
  const listed = await kilde(store, ['corpora']);
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/own .* 1 +admin/) as string });
  await store.remove();
});
