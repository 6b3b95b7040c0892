import { curatedDirection, parseCurated, readCuratedLists } from './curated.js';
import { shippedPaths } from './lexicon.js';

const HEAD = '# how it was made\nda\tde\ten\n';

describe('the terms written by hand', () => {
  it('are read with their alternatives', () => {
    expect(parseCurated(`${HEAD}leje | husleje\tMiete\trent\n`, 'list')).toEqual([
      { da: ['leje', 'husleje'], de: ['Miete'], en: ['rent'] },
    ]);
  });

  it('are refused with the line that is wrong', () => {
    expect(() => parseCurated(`${HEAD}leje\tMiete\n`, 'list')).toThrow(
      'list, line 3: 2 columns instead of 3.',
    );
    expect(() => parseCurated('da\tde\n', 'list')).toThrow('list, line 1: the columns must be da, de, en.');
  });

  it('share the weight of one among their alternatives and the words of a phrase', () => {
    const terms = parseCurated(`${HEAD}nævn\tAusschuss\trent tribunal | rent board\n`, 'list');
    const { own } = curatedDirection(terms, 'da', 'en');
    expect(own.get('nævn')).toEqual([
      { word: 'rent', weight: Math.sqrt(1 / 2) },
      { word: 'board', weight: 1 / 2 },
      { word: 'tribunal', weight: 1 / 2 },
    ]);
  });

  it('translate the words of phrases by position when there are as many', () => {
    const terms = parseCurated(`${HEAD}forudbetalt leje\tvorausgezahlte Miete\tprepaid rent\n`, 'list');
    expect(curatedDirection(terms, 'da', 'de').inPhrases.get('forudbetalt')).toEqual([
      { word: 'vorausgezahlte', weight: 0.7 },
    ]);
  });

  it('ship as at least 420 triples without an empty or repeated one', async () => {
    const terms = await readCuratedLists(shippedPaths().curated);
    expect(terms.length).toBeGreaterThanOrEqual(420);
    expect(terms.filter(({ da, de, en }) => !da.length || !de.length || !en.length)).toEqual([]);
    expect(new Set(terms.map((term) => JSON.stringify(term))).size).toBe(terms.length);
  });
});
