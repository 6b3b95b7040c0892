import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildLexicon } from './induce.js';
import { translate } from './lexicon.js';
import { addPivots } from './pivot.js';
import type { Stem, Translation } from './translations.js';

/** Cuts the endings that the toy sentences have. */
const stem: Stem = (word) => word.replace(/(en|et|e|s)$/u, '');

const NOUNS = [
  ['huset', 'haus', 'house'],
  ['bilen', 'auto', 'car'],
  ['hunden', 'hund', 'dog'],
  ['byen', 'stadt', 'city'],
  ['skolen', 'schule', 'school'],
] as const;
const COLOURS = [
  ['rød', 'rot', 'red'],
  ['grøn', 'grün', 'green'],
  ['gammel', 'alt', 'old'],
] as const;
const SENTENCES = NOUNS.flatMap((noun) =>
  COLOURS.map((colour) => [
    `${noun[0]} her er ${colour[0]}`,
    `${noun[1]} hier ist ${colour[1]}`,
    `this ${noun[2]} is ${colour[2]}`,
  ]),
);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lexicon-'));
  const records = SENTENCES.map(([da, de]) => JSON.stringify({ da_h: '', de_h: '', da, de }));
  await writeFile(join(folder, 'parallel-da-de.jsonl'), records.join('\n'));
  // Danish and English share no "byen", so that it must go through German.
  const headings = SENTENCES.filter(([da]) => !da!.startsWith('byen')).map(([da, , en]) => `${da}\t${en}`);
  await writeFile(join(folder, 'headings-da-en.tsv'), headings.join('\n'));
  await writeFile(
    join(folder, 'headings-de-en.tsv'),
    SENTENCES.map(([, de, en]) => `${de}\t${en}`).join('\n'),
  );
  await mkdir(join(folder, 'terms'));
  await writeFile(join(folder, 'terms/eforms_terms.tsv'), 'da\tde\ten\nudbud\tAusschreibung\ttender\n');
  await writeFile(join(folder, 'terms/omw_wordnet.tsv'), 'da\tde\ten\nkat\tKatze\tcat\n');
  await writeFile(join(folder, 'curated.tsv'), 'da\tde\ten\n');
});

afterAll(() => rm(folder, { recursive: true }));

const build = (more?: { shareAlike: boolean }) =>
  buildLexicon({ training: folder, curated: [join(folder, 'curated.tsv')], stem, ...more });

const firstOf = (list: Translation[]) => list[0]?.word;

describe('buildLexicon', () => {
  it('finds which words translate each other, in both directions', async () => {
    const lexicon = await build();
    for (const [da, de] of [...NOUNS, ...COLOURS.slice(0, 2)]) {
      expect(firstOf(translate(lexicon, da, 'da', 'de'))).toBe(de);
      expect(firstOf(translate(lexicon, de, 'de', 'da'))).toBe(da);
    }
    expect(translate(lexicon, 'er', 'da', 'de')).toEqual([]);
  });

  it('goes through the third language for a word that a direction misses', async () => {
    const [translation] = translate(await build(), 'byen', 'da', 'en');
    expect(translation?.word).toBe('city');
    expect(translation?.weight).toBeLessThanOrEqual(0.7);
  });

  it('takes terms of free licence, and share-alike ones only when asked', async () => {
    const free = await build();
    expect(firstOf(translate(free, 'udbud', 'da', 'de'))).toBe('ausschreibung');
    expect(translate(free, 'kat', 'da', 'de')).toEqual([]);
    expect(firstOf(translate(await build({ shareAlike: true }), 'kat', 'da', 'de'))).toBe('katze');
  });

  it('gives the same lexicon again', async () => {
    expect((await build()).induced).toEqual((await build()).induced);
  });

  it('says which text a folder lacks', async () => {
    await expect(buildLexicon({ training: join(folder, 'terms'), stem })).rejects.toThrow(
      'holds no parallel text of da and de',
    );
  });
});

describe('addPivots', () => {
  it('multiplies the weights, and leaves direct translations alone', () => {
    const direct = new Map([
      ['da-en', new Map([['kat', [{ word: 'cat', weight: 1 }]]])],
      [
        'da-de',
        new Map([
          ['kat', [{ word: 'katze', weight: 0.5 }]],
          ['mus', [{ word: 'mauser', weight: 0.5 }]],
        ]),
      ],
      [
        'de-en',
        new Map([
          ['katz', [{ word: 'feline', weight: 1 }]],
          ['mauser', [{ word: 'mouse', weight: 0.8 }]],
        ]),
      ],
    ] as const) as unknown as Parameters<typeof addPivots>[0];
    const entries = addPivots(direct, stem, 0.05).get('da-en')!;
    expect(entries.get('kat')).toEqual([{ word: 'cat', weight: 1 }]);
    expect(entries.get('mus')).toEqual([{ word: 'mouse', weight: expect.closeTo(0.28) as number }]);
    expect(addPivots(direct, stem, 0.3).get('da-en')!.has('mus')).toBe(false);
  });
});
