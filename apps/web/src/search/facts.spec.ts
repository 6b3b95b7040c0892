import type { Corpus, Hit } from '../api/openapi.js';
import { factsOf, foundWords } from './facts.js';

const field = (name: string, more: Partial<Corpus['fields'][number]> = {}): Corpus['fields'][number] => ({
  name,
  type: 'keyword',
  facet: true,
  label: { en: name.toUpperCase() },
  ...more,
});

test('a hit is told by the fields to narrow down by that hold one value', () => {
  const corpus = {
    fields: [field('tribunal'), field('topics'), field('caseNumber', { facet: false }), field('outcome')],
  } as Corpus;
  const hit = {
    metadata: { outcome: 'upheld', tribunal: 'North', topics: ['a', 'b'], caseNumber: '1' },
  } as unknown as Hit;
  expect(factsOf(hit, corpus, 'en')).toEqual([
    { label: 'TRIBUNAL', value: 'North' },
    { label: 'OUTCOME', value: 'upheld' },
  ]);
  expect(factsOf(hit, undefined, 'en')).toEqual([]);
});

test('the words found are told once each, commonest first', () => {
  const text = 'Leje og skimmel. Lejen, skimmel';
  const range = (word: string, from = 0) => {
    const start = text.indexOf(word, from) + 100;
    return { start, end: start + word.length };
  };
  const hit = {
    passage: { text, start: 100 },
    matches: [range('Leje'), range('skimmel'), range('Lejen'), range('skimmel', 20)],
  } as Hit;
  expect(foundWords(hit)).toEqual(['skimmel', 'leje', 'lejen']);
});
