import { deflateRawSync } from 'node:zlib';
import { parseZip } from './archive.js';
import { parseEpub } from './epub.js';
import { epub, zip } from './small-files.fixture.js';

const DIRECTORY_ENTRY = Buffer.from([0x50, 0x4b, 0x01, 0x02]);

/** Changes the directory's entry of an archive's only file. */
function forged(file: Uint8Array, change: (entry: DataView) => void): Uint8Array {
  const at = Buffer.from(file).lastIndexOf(DIRECTORY_ENTRY);
  change(new DataView(file.buffer, file.byteOffset + at));
  return file;
}

describe('archives', () => {
  it('give their files as children, without what systems leave behind', () => {
    const { text, children } = parseZip(
      zip({
        'sager/2024/brev.txt': 'Brev',
        'sager/': '',
        '__MACOSX/._brev.txt': 'x',
        'sager/.DS_Store': 'x',
        'b.txt': 'B',
      }),
    );
    expect(text).toBe('');
    expect(children!.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['sager/2024/brev.txt', 'Brev'],
      ['b.txt', 'B'],
    ]);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\x.txt', 'a/../../b.txt', 'a\0.txt'])(
    'refuse the path %j',
    (name) => {
      expect(() => parseZip(zip({ [name]: 'x' }))).toThrow(/leads out of it/);
    },
  );

  it('refuse bombs by what they say and by what they hold', () => {
    const bomb = () => zip({ 'a.txt': deflateRawSync(Buffer.alloc(30_000_000)) });
    const says = (bytes: number) =>
      forged(bomb(), (entry) => {
        entry.setUint16(10, 8, true);
        entry.setUint32(24, bytes, true);
      });
    expect(() => parseZip(says(30_000_000))).toThrow(/times its size/);
    expect(() => parseZip(says(1000))).toThrow(/more than it says/);
    expect(() => parseZip(says(300_000_000))).toThrow(/200 MB/);
  });

  it('say when a password protects them, or nothing is in them', () => {
    expect(() => parseZip(forged(zip({ a: 'x' }), (entry) => entry.setUint16(8, 1, true)))).toThrow(
      /password/,
    );
    expect(() => parseZip(zip({ '.DS_Store': 'x' }))).toThrow(/no files/);
  });
});

test('an e-book is read chapter by chapter', () => {
  const { text, headings, metadata } = parseEpub(
    epub(['<h1>Et</h1><p>Første</p>', '<h1>To</h1><p>Andet</p>']),
  );
  expect(text).toBe('Et\n\nFørste\n\nTo\n\nAndet');
  expect(headings).toHaveLength(2);
  expect(metadata).toEqual({ title: 'Bogen' });
});
