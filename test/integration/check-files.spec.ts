import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docx, lines, paragraph, pdf } from '../../libs/ingestion/parse/small-files.fixture.js';
import { kilde } from '../cli.js';

const dataDir = join(process.env.KILDE_TEST_RUN!, 'check-files');
const folder = join(dataDir, 'files');
const store = { dataDir, environment: {}, remove: async () => {} };
const run = (...args: string[]) => kilde(store, ['check-files', ...args]);

beforeAll(() => {
  for (const part of ['inner', 'pdfs']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'pdfs/a.pdf'), pdf([lines(['En afgørelse om husleje'], { x: 60, y: 100 })]));
  writeFileSync(join(folder, 'b.pdf'), 'not a PDF');
  writeFileSync(join(folder, 'inner/c.docx'), docx(paragraph('Et brev om skimmel')));
  writeFileSync(join(folder, 'd.xyz'), 'strange');
  writeFileSync(join(folder, 'index.tsv'), 'describes the others');
});

test('check-files says what became of each format, and as JSON nothing else', async () => {
  const { code, stdout } = await run(folder, '--json');
  expect(code).toBe(0);
  const report = JSON.parse(stdout) as { total: object; formats: object[] };
  expect(report.total).toEqual({ files: 4, read: 2, refused: 2, crashed: 0, timedOut: 0 });
  expect(report.formats).toMatchObject([
    { format: 'pdf', files: 2, read: 1, codes: { corrupt: 1 }, pagesPerSecond: expect.any(Number) },
    { format: 'docx', files: 1, read: 1, codes: {}, pagesPerSecond: null },
    { format: 'xyz', files: 1, read: 0, codes: { unsupported: 1 } },
  ]);
  expect((await run(folder)).stdout).toMatch(/total +4 +2 +2 +0 +0/);
});

test('check-files names every file that is not as expected, and ends with 1', async () => {
  const table = join(dataDir, 'expected.tsv');
  const expected = [
    'a.pdf\treadable\t',
    'b.pdf\tencrypted\ta guess',
    'inner/c.docx\treadable\t',
    'e\tempty\t',
  ];
  writeFileSync(table, ['file\texpected\twhy', ...expected, ''].join('\n'));
  const { code, stdout } = await run(folder, '--expected', table);
  expect(code).toBe(1);
  expect(stdout).toContain('b.pdf: corrupt, expected encrypted (a guess)');
  expect(stdout).toContain('e: no such file, expected empty');
  expect(stdout).toContain('d.xyz: unsupported, expected not listed');
  expect(stdout).not.toContain('c.docx:');

  writeFileSync(table, 'a.pdf,readable');
  const refused = await run(folder, '--expected', table);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/must begin with the line/)]);
});

test('no mutation of a small file crashes a parser or keeps it too long', async () => {
  const { code, stdout } = await run(folder, '--fuzz', '40', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout).total).toMatchObject({ files: 120, crashed: 0, timedOut: 0 });
});

test('check-files says so when the last of the files took too long, too', async () => {
  const { code, stdout } = await kilde(store, ['check-files', join(folder, 'pdfs')], {
    KILDE_PARSE_SECONDS: '0.001',
    KILDE_PARSE_SECONDS_A_PAGE: '0',
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(/total +1 +0 +0 +0 +1/);
});

test('check-files compares with independent readers, or says how to get them', async () => {
  const letters = join(dataDir, 'letters');
  for (const [part, text] of Object.entries({ a: 'Et brev om skimmel', b: 'Et andet om varme' })) {
    mkdirSync(join(letters, part), { recursive: true });
    writeFileSync(join(letters, part, 'brev.rtf'), `{\\rtf1\\ansi ${text}\\par}`);
  }
  writeFileSync(join(letters, 'a.pdf'), pdf([lines(['En afgørelse om husleje'], { x: 60, y: 100 })]));
  const { stdout } = await run(letters, '--compare');
  if (isInstalled('pdftotext')) expect(stdout).toMatch(/pdf +pdftotext +1 +0 +0 +1\.0000/);
  else expect(stdout).toContain('apt-get install --no-install-recommends poppler-utils');
  if (isInstalled('soffice')) expect(stdout).toMatch(/rtf +soffice +2 +0 +0 +1\.0000/);
  else expect(stdout).toContain('apt-get install --no-install-recommends libreoffice-writer-nogui');
});

function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program]);
    return true;
  } catch {
    return false;
  }
}
