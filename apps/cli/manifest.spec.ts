import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifest } from './manifest.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kilde-manifest-'));
  for (const name of ['a.md', 'b.md']) writeFileSync(join(folder, name), name);
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string | Buffer) {
  const path = join(folder, 'manifest.csv');
  writeFileSync(path, text);
  return readManifest(path);
}

test('reads metadata by file, with quotes, a byte order mark and Windows line ends', () => {
  const manifest = read('\ufefffile,title,topics\r\na.md,"Leje, varme",leje;varme\r\n\r\nb.md, B ,\r\n');
  expect([...manifest]).toEqual([
    ['a.md', { title: 'Leje, varme', topics: 'leje;varme' }],
    ['b.md', { title: 'B', topics: '' }],
  ]);
});

test('a manifest with a header alone names nothing', () => {
  expect(read('file,title\n').size).toBe(0);
});

test.each([
  ['without the column "file"', 'title\nA\n', /lacks the column "file"/],
  ['with a row for no file', 'file,title\n,A\n', /line 2 names no file/],
  ['with a row for a file that is not there', 'file,title\na.md,A\nc.md,C\n', /line 3 .*not there: "c\.md"/],
  ['with a file twice', 'file,title\na.md,A\na.md,B\n', /line 3 names "a\.md" a second time/],
  ['that leaves its folder', 'file\n../a.md\n', /outside its folder/],
  ['that names a place of the machine', 'file\n/etc/passwd\n', /outside its folder/],
  ['with a row too long', 'file,title\na.md,A,more\n', /cannot be used/],
  ['with an open quotation mark', 'file,title\na.md,"A\n', /cannot be used/],
  ['in another encoding', Buffer.from('file,title\na.md,Årsmøde\n', 'latin1'), /not UTF-8/],
])('one %s is refused', (_, text, message) => {
  expect(() => read(text)).toThrow(message);
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'bad-manifest' }) as Error);
});

test('one that is not there is refused', () => {
  expect(() => readManifest(join(folder, 'none.csv'))).toThrow(/no such file/);
});
