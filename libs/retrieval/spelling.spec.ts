import type { StoredStem } from '#corpus';
import { isOdd, meant, pieces, slips } from './spelling.js';

const stems = (...all: [string, number][]): StoredStem[] =>
  all.map(([stem, units]) => ({ language: 'da', stem, units }));

describe('slips between words', () => {
  it('are letters added, left out, changed or swapped', () => {
    expect(slips('skimelsvamp', 'skimmelsvamp', 2)).toBe(1);
    expect(slips('depositumm', 'depositum', 2)).toBe(1);
    expect(slips('depositom', 'depositum', 2)).toBe(1);
    expect(slips('depostium', 'depositum', 2)).toBe(1);
    expect(slips('depositum', 'depositum', 2)).toBe(0);
  });

  it('are not counted further than asked', () => {
    expect(slips('hund', 'kat', 2)).toBe(Infinity);
  });
});

describe('the pieces of a word', () => {
  it('are the word when joined, and one more than the slips that are forgiven', () => {
    expect(pieces('skimmelsvamp')).toHaveLength(3);
    expect(pieces('skimmelsvamp').join('')).toBe('skimmelsvamp');
    expect(pieces('leje')).toEqual(['le', 'je']);
  });
});

describe('a word that looks misspelt', () => {
  it('is made of letters and unknown', () => {
    const known = (word: string) => word === 'husleje';
    expect(isOdd('huslje', known)).toBe(true);
    expect(isOdd('husleje', known)).toBe(false);
    expect(isOdd('2024', known)).toBe(false);
    expect(isOdd('abc', known)).toBe(false);
  });

  it('means the nearest stored stem, and among equally near ones the commonest', () => {
    expect(meant('skimelsvamp', stems(['skimmelsvamp', 3], ['skimmel', 9]))?.stem).toBe('skimmelsvamp');
    expect(meant('lejre', stems(['leje', 1], ['lejer', 9]))?.stem).toBe('lejer');
  });

  it('means nothing when nothing is near', () => {
    expect(meant('xyzzyqwv', stems(['depositum', 4]))).toBeUndefined();
  });
});
