import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { decodeEntries, directions, encodeEntries, type Entries, readEntries } from './lexicon-file.js';

const entries: Entries = new Map(directions().map((direction) => [direction, new Map()]));
entries.get('da-de')!.set('frist', [
  { word: 'frist', weight: 0.71 },
  { word: 'termin', weight: 0.2 },
]);

describe('the lexicon file', () => {
  it('gives back what was written', () => {
    expect(decodeEntries(encodeEntries(entries), 'lexicon')).toEqual(entries);
  });

  it('says that it is cut or foreign', () => {
    const file = encodeEntries(entries);
    expect(() => decodeEntries(file.subarray(0, file.length - 9), 'lexicon')).toThrow(
      'lexicon is cut short or damaged',
    );
    expect(() => decodeEntries(Buffer.from('no lexicon'), 'lexicon')).toThrow(
      'lexicon is cut short or damaged',
    );
    expect(() => decodeEntries(gzipSync('other text'), 'lexicon')).toThrow(
      'does not begin with "kilde-lexicon 1"',
    );
    const short = gzipSync('kilde-lexicon 1\n= da-de 2\nfrist\tfrist:71\n');
    expect(() => decodeEntries(short, 'lexicon')).toThrow('lexicon, line 4: not an entry.');
  });

  it('says where it is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lexicon-'));
    const path = join(folder, 'lexicon.tsv.gz');
    await expect(readEntries(path)).rejects.toThrow(`No translation lexicon at ${path}.`);
    await writeFile(path, encodeEntries(entries));
    await expect(readEntries(path)).resolves.toEqual(entries);
    await rm(folder, { recursive: true });
  });
});
