import { analyseQuery } from '#corpus';
import { wantedWords } from './query-terms.js';
import type { Equivalents } from './word-knowledge.js';

/** "hund" is a dog, and "smide ud" to evict, in Danish, German and English. */
const equivalents: Equivalents = (words, from, to) => {
  const dogs = { da: 'køter', de: 'hund', en: 'dog' };
  const evict = { da: 'udsætte', de: 'räumen', en: 'evict' };
  const dog = words.indexOf('hund');
  const out = [words.indexOf('smide'), words.indexOf('ud')];
  return from === 'da'
    ? [
        ...(dog < 0 ? [] : [{ word: dogs[to], weight: 1, of: [dog] }]),
        ...(out.includes(-1) ? [] : [{ word: evict[to], weight: 1, of: out }]),
      ]
    : [];
};
const wanted = (query: string) => wantedWords(analyseQuery(query, 'da'), equivalents);
const weightsIn = (list: { word: string; weight: number }[]) =>
  Object.fromEntries(list.map(({ word, weight }) => [word, Math.round(weight * 100) / 100]));

test('in its own language a word keeps its weight, and another way to say it counts beside it', () => {
  expect(weightsIn(wanted('hund i snor').da)).toEqual({ hund: 1, i: 1, snor: 1, køter: 0.4 });
});

test('in another language a translated word counts by its translations, any other by itself', () => {
  expect(weightsIn(wanted('hund i snor').en)).toEqual({ hund: 0.3, i: 1, snor: 1, dog: 0.7 });
});

test('what stands for a term of several words stands for each of them in part', () => {
  const { da } = wanted('smide mig ud');
  expect(da.filter(({ word }) => word === 'udsætte')).toEqual([
    expect.objectContaining({ of: 0, weight: 0.2 }),
    expect.objectContaining({ of: 2, weight: 0.2 }),
  ]);
});

test('a query of unknown language is looked for as it stands', () => {
  const query = { ...analyseQuery('hund'), language: null };
  expect(weightsIn(wantedWords(query, equivalents).de)).toEqual({ hund: 1 });
});
