import { TextEncoder } from 'node:util';
import { parse } from './parse.js';
import { ParseFailure, type ParseFailureCode } from './parse-failure.js';
import { parsePdf } from './pdf.js';
import { docx, lines, paragraph, pdf, zip } from './small-files.fixture.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ole = (stream: string) =>
  Buffer.concat([Buffer.from(OLE), Buffer.alloc(504), Buffer.from(stream, 'utf16le')]);
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
    ['a picture named .pdf', 'unsupported', 'a.pdf', PNG, /a\.pdf is really a PNG image/],
    ['a workbook', 'unsupported', 'a.xlsx', zip({ 'xl/workbook.xml': '' }), /an Excel workbook/],
    ['an old Word document', 'unsupported', 'a.doc', ole('WordDocument'), /old \.doc kind/],
    ['an e-mail', 'unsupported', 'a.eml', bytes('From: a@example.org'), /an e-mail/],
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
    ['a scan', 'no-text', 'a.pdf', pdf([[], []]), /OCR/],
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

  it('fails for a PDF of too many pages, and for one that takes too long', async () => {
    const file = pdf([[], []]);
    expect((await failure(parsePdf(file, { pages: 1, milliseconds: 1000 }))).code).toBe('too-large');
    expect((await failure(parsePdf(file, { pages: 5, milliseconds: 0 }))).code).toBe('timeout');
  });

  it('fails for a Word document that unpacks to more than 200 MB with too-large', async () => {
    const file = docx(paragraph('x'));
    const entry = Buffer.from(file).lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    new DataView(file.buffer).setUint32(entry + 24, 0x7fffffff, true);
    expect((await failure(parse(file, 'a.docx'))).code).toBe('too-large');
  });
});
