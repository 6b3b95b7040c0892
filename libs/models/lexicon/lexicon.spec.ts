import { createRequire } from 'node:module';
import type { Language } from '#platform';
import { parseCurated } from './curated.js';
import { directions, entryText } from './lexicon-file.js';
import { createLexicon, loadLexicon, translate, translatePhrases } from './lexicon.js';

// The stemmer that the shipped file was built with; libs/corpus has it, where this room may not reach.
const { newStemmer } = createRequire(import.meta.url)('snowball-stemmers') as {
  newStemmer(algorithm: string): { stem(word: string): string };
};
const stemmers = { da: newStemmer('danish'), de: newStemmer('german'), en: newStemmer('english') };
const stem = (word: string, language: Language) => stemmers[language].stem(word);

const wordsOf = (list: { word: string }[]) => list.map(({ word }) => word);

describe('other ways to say it', () => {
  const rows = ['udsætte | smide ud\tzwangsräumen | rauswerfen\tevict', 'tryksår | liggesår | dekubitus\t\t'];
  const lexicon = createLexicon(new Map(), parseCurated(['da\tde\ten', ...rows].join('\n'), 'list'), stem);

  it('are the other alternatives of the same language', () => {
    expect(translate(lexicon, 'liggesåret', 'da', 'da')).toEqual([
      { word: 'dekubitus', weight: expect.closeTo(Math.SQRT1_2) as number },
      { word: 'tryksår', weight: expect.closeTo(Math.SQRT1_2) as number },
    ]);
    expect(translate(lexicon, 'evict', 'en', 'en')).toEqual([]);
  });

  it('stand for a term of several words with little between them', () => {
    const query = ['må', 'de', 'smide', 'os', 'ud', 'nu'];
    expect(translatePhrases(lexicon, query, 'da', 'da')).toEqual([
      { at: [2, 4], translations: [{ word: 'udsætte', weight: 1 }] },
    ]);
    const found = translatePhrases(lexicon, query, 'da', 'de').flatMap(({ translations }) => translations);
    expect(wordsOf(found)).toEqual(['rauswerfen', 'zwangsräumen']);
    const apart = ['smide', 'noget', 'af', 'det', 'ud'];
    expect(translatePhrases(lexicon, apart, 'da', 'da')).toEqual([]);
  });
});

describe('translate', () => {
  const learnt = entryText(
    new Map([
      [stem('frist', 'da'), [{ word: 'fälligkeitsdatum', weight: 0.4 }]],
      [stem('gebyr', 'da'), [{ word: 'gebühr', weight: 0.8 }]],
    ]),
  );
  const induced = new Map([['da-de', learnt] as const]);
  const terms = [
    'leje\tMiete\trent',
    'lejer\tMieter\ttenant',
    'lejeret\tMietrecht\ttenancy law',
    'frist\tFrist\tdeadline',
  ];
  const lexicon = createLexicon(induced, parseCurated(['da\tde\ten', ...terms].join('\n'), 'list'), stem);

  it('puts curated words first and halves what was learnt beside them', () => {
    expect(translate(lexicon, 'Frist', 'da', 'de')).toEqual([
      { word: 'frist', weight: 1 },
      { word: 'fälligkeitsdatum', weight: 0.2 },
    ]);
  });

  it('tells inflections of words with one stem apart', () => {
    expect(stem('lejeren', 'da')).toBe(stem('leje', 'da'));
    expect(wordsOf(translate(lexicon, 'lejeren', 'da', 'de'))).toEqual(['mieter']);
    expect(wordsOf(translate(lexicon, 'lejerens', 'da', 'de'))).toEqual(['mieter']);
    expect(wordsOf(translate(lexicon, 'lejen', 'da', 'de'))).toEqual(['miete']);
  });

  it('splits an unknown compound into two known words', () => {
    const parts = translate(lexicon, 'fristgebyret', 'da', 'de');
    expect(parts.slice(0, 2)).toEqual([
      { word: 'frist', weight: 0.6 },
      { word: 'gebühr', weight: expect.closeTo(0.48) as number },
    ]);
  });

  it('has nothing for unknown words and function words', () => {
    expect(translate(lexicon, 'kvagrtz', 'da', 'de')).toEqual([]);
    expect(translate(lexicon, 'og', 'da', 'de')).toEqual([]);
    expect(translate(lexicon, '', 'da', 'de')).toEqual([]);
  });
});

describe('the shipped lexicon', () => {
  it('knows the terms of rent, care and administration in all directions', async () => {
    const lexicon = await loadLexicon(stem);
    expect(wordsOf(translate(lexicon, 'huslejenævn', 'da', 'de'))).toContain('mietschlichtungsstelle');
    expect(wordsOf(translate(lexicon, 'Mieterhöhung', 'de', 'da'))).toContain('lejeforhøjelse');
    expect(wordsOf(translate(lexicon, 'deposit', 'en', 'da'))).toContain('depositum');
    expect(wordsOf(translate(lexicon, 'sygedagpenge', 'da', 'en'))).toEqual(
      expect.arrayContaining(['sickness', 'benefit']),
    );
    expect(wordsOf(translate(lexicon, 'Baugenehmigung', 'de', 'en'))).toContain('permit');
    expect(wordsOf(translate(lexicon, 'tenants', 'en', 'de'))).toContain('mieter');
  });

  it('knows words learnt from parallel text', async () => {
    const lexicon = await loadLexicon(stem);
    expect(wordsOf(translate(lexicon, 'leverandører', 'da', 'de'))).toContain('lieferant');
    expect(wordsOf(translate(lexicon, 'Zeitplan', 'de', 'en'))).toContain('schedule');
    expect(translate(lexicon, 'xyzzyqqq', 'da', 'en')).toEqual([]);
    for (const [word, from, to] of [
      ['hvordan', 'da', 'en'],
      ['nicht', 'de', 'da'],
      ['the', 'en', 'da'],
    ] as const) {
      expect(translate(lexicon, word, from, to)).toEqual([]);
    }
  });

  it('never gives more than eight words, or a weight outside 0..1', async () => {
    const lexicon = await loadLexicon(stem);
    for (const word of ['bolig', 'sag', 'lejemålsregulering', 'increase', 'Antrag', 'payment']) {
      for (const direction of directions()) {
        const [from, to] = direction.split('-') as ['da', 'en'];
        const found = translate(lexicon, word, from, to);
        expect(found.length).toBeLessThanOrEqual(8);
        for (const { weight } of found) expect(weight > 0 && weight <= 1).toBe(true);
      }
    }
  });

  it('says where its file is missing', async () => {
    const paths = { induced: '/nowhere/lexicon.tsv.gz', curated: ['/nowhere/curated.tsv'] };
    await expect(loadLexicon(stem, paths)).rejects.toThrow(
      'No translation lexicon at /nowhere/lexicon.tsv.gz.',
    );
  });
});
