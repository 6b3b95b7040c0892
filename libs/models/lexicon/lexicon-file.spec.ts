import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  decodeLexicon,
  directions,
  encodeLexicon,
  entryText,
  findEntry,
  readLexiconFile,
} from './lexicon-file.js';
import type { Translation } from './translations.js';

const text = entryText(
  new Map([
    [
      'frist',
      [
        { word: 'frist', weight: 0.71 },
        { word: 'termin', weight: 0.2 },
      ],
    ],
    ['afgør', [{ word: 'bescheid', weight: 1 }]],
    ['ø', [{ word: 'insel', weight: 0.5 }]],
  ] as [string, Translation[]][]),
);
const texts = new Map(directions().map((direction) => [direction, direction === 'da-de' ? text : '']));

describe('the lexicon file', () => {
  it('gives back what was written', () => {
    expect(decodeLexicon(encodeLexicon(texts), 'lexicon')).toEqual(texts);
  });

  it('finds every entry, and no other', () => {
    expect(findEntry(text, 'afgør')).toEqual([{ word: 'bescheid', weight: 1 }]);
    expect(findEntry(text, 'frist')).toEqual([
      { word: 'frist', weight: 0.71 },
      { word: 'termin', weight: 0.2 },
    ]);
    expect(findEntry(text, 'ø')).toEqual([{ word: 'insel', weight: 0.5 }]);
    for (const other of ['', 'a', 'fris', 'frister', 'åben', 'termin'])
      expect(findEntry(text, other)).toEqual([]);
    expect(findEntry('', 'frist')).toEqual([]);
  });

  it('says that it is cut or foreign', () => {
    const file = encodeLexicon(texts);
    expect(() => decodeLexicon(file.subarray(0, file.length - 9), 'lexicon')).toThrow(
      'lexicon is cut short or damaged',
    );
    expect(() => decodeLexicon(Buffer.from('none'), 'lexicon')).toThrow('lexicon is cut short or damaged');
    expect(() => decodeLexicon(gzipSync('other text'), 'lexicon')).toThrow(
      'does not begin with "kilde-lexicon 1"',
    );
    const short = gzipSync('kilde-lexicon 1\n= da-de 0\n');
    expect(() => decodeLexicon(short, 'lexicon')).toThrow('lexicon does not hold da-en where it should.');
  });

  it('says where it is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lexicon-'));
    const path = join(folder, 'lexicon.tsv.gz');
    await expect(readLexiconFile(path)).rejects.toThrow(`No translation lexicon at ${path}.`);
    await writeFile(path, encodeLexicon(texts));
    await expect(readLexiconFile(path)).resolves.toEqual(texts);
    await rm(folder, { recursive: true });
  });
});
