import { TextEncoder } from 'node:util';
import { parse } from './parse.js';
import { ParseFailure, type ParseFailureCode } from './parse-failure.js';
import { parsePdf } from './pdf.js';
import { docx, lines, paragraph, ole, pdf, zip } from './small-files.fixture.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)]);

async function failure(attempt: Promise<unknown>): Promise<ParseFailure> {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ParseFailure)) throw new Error(`expected a ParseFailure, got ${String(error)}`);
  return error;
}

describe('parse', () => {
  it.each([
    ['notat.txt', bytes('Et notat.'), 'text/plain'],
    ['notat', bytes('Et notat.'), 'text/plain'],
    ['notat.md', bytes('# Notat'), 'text/markdown'],
    ['side.htm', bytes('<p>En side</p>'), 'text/html'],
    ['side', bytes('<!-- x --><!DOCTYPE html><p>En side</p>'), 'text/html'],
    [
      'brev.docx',
      docx(paragraph('Et brev')),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['forkert.txt', pdf([lines(['En afgørelse'], { x: 60, y: 100 })]), 'application/pdf'],
  ])('reads %s by what it is', async (name, file, mediaType) => {
    expect((await parse(file, name)).mediaType).toBe(mediaType);
  });

  it('takes the declared type where neither bytes nor name tell', async () => {
    expect((await parse(bytes('# Notat'), 'notat', 'text/markdown; charset=utf-8')).mediaType).toBe(
      'text/markdown',
    );
  });

  const failures: [string, ParseFailureCode, string, Uint8Array, RegExp][] = [
    ['an empty file', 'empty', 'a.txt', new Uint8Array(), /is empty/],
    ['a picture named .pdf', 'unsupported', 'a.pdf', bytes('GIF89a'), /a\.pdf is really a GIF image/],
    ['an archive named like a workbook', 'corrupt', 'a.xlsx', zip({ 'x.txt': 'x' }), /an Excel workbook/],
    [
      'a 7-Zip archive',
      'unsupported',
      'a.7z',
      Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'),
      /a 7-Zip archive/,
    ],
    ['an unknown ending', 'unsupported', 'a.qqq', bytes('text'), /\.qqq/],
    ['text named .pdf', 'corrupt', 'a.pdf', bytes('no PDF'), /named like a PDF/],
    ['half a PDF', 'corrupt', 'a.pdf', bytes('%PDF-1.4\n1 0 obj'), /PDF is damaged/],
    ['half a Word document', 'corrupt', 'a.docx', docx(paragraph('x')).subarray(0, 900), /damaged|whole/],
    ['a Word document without its body', 'corrupt', 'a.docx', zip({ 'word/document.xml': '<' }), /damaged/],
    [
      'bytes named .txt',
      'corrupt',
      'a.txt',
      Buffer.from(Array.from({ length: 999 }, (_, i) => i % 32)),
      /binary data/,
    ],
    [
      'front matter that is no YAML',
      'corrupt',
      'a.md',
      bytes('---\ntitle: "x\nkey: y\n---\nText'),
      /line \d/,
    ],
    ['a protected Word document', 'encrypted', 'a.docx', ole('EncryptedPackage'), /password/],
    ['a PDF of empty pages', 'no-text', 'a.pdf', pdf([[], []]), /scan it again/],
    ['half a picture', 'corrupt', 'a.png', PNG, /damaged/],
    ['a page of scripts', 'no-text', 'a.html', bytes('<script>go()</script>'), /no text/],
  ];
  it.each(failures)('fails for %s with %s', async (_what, code, name, file, message) => {
    const { code: found, message: said } = await failure(parse(file, name));
    expect(found).toBe(code);
    expect(said).toMatch(message);
    expect(said).toMatch(/^[^\n]+: [^\n]+\.$/);
  });

  it('fails for a protected PDF with encrypted', async () => {
    const key = `<${'41'.repeat(32)}>`;
    const trailer = `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${key} /U ${key} >>`;
    expect((await failure(parse(pdf([lines(['x'], { x: 60, y: 100 })], trailer), 'a.pdf'))).code).toBe(
      'encrypted',
    );
  });

  it('fails for a PDF of too many pages with too-large', async () => {
    expect((await failure(parsePdf(pdf([[], []]), undefined, undefined, 1))).code).toBe('too-large');
  });

  it('fails for a Word document that unpacks to more than 200 MB with too-large', async () => {
    const file = docx(paragraph('x'));
    const entry = Buffer.from(file).lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    new DataView(file.buffer).setUint32(entry + 24, 0x7fffffff, true);
    expect((await failure(parse(file, 'a.docx'))).code).toBe('too-large');
  });
});
