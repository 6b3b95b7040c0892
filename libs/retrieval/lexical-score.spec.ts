import { wordFeatures } from '#corpus';
import type { Language } from '#platform';
import { lexicalScorer } from './lexical-score.js';
import type { QueryTerms } from './query-terms.js';
import { WordNumbers } from './word-numbers.js';

/** A query of one word, with idf 2, and its gram `_lej`, with idf 1. */
const word = (text: string, language: Language) => ({
  word: text,
  stem: wordFeatures(text, language).stem,
  of: 0,
  weight: 1,
  idf: 2,
  grams: [0],
  gramWeight: 1,
});
const TERMS: QueryTerms = {
  words: { da: [word('leje', 'da')], de: [word('leje', 'de')], en: [word('leje', 'en')] },
  originals: [2],
  grams: [{ gram: '_lej', idf: 1 }],
  total: 3,
  averageStemLength: 3,
  averageGramLength: 11,
};
const scorer = lexicalScorer(TERMS);
const whole = (text: string) => scorer.whole(scorer.read(text, 'da'));

test('is BM25 over stems and grams, as a share of the query’s total', () => {
  // k1 = 1.6, b = 0.85; the text has 3 words and 3 + 5 + 3 grams, which are the averages:
  // tf 2 -> 2 * 2.6 / (2 + 1.6) = 1.4444; (2 * 1.4444 + 1 * 1.4444) / 3
  expect(whole('leje koster leje')).toBeCloseTo(1.444444, 6);
  // tf 1 -> 2.6 / 2.6 = 1
  expect(whole('leje koster penge')).toBeCloseTo((2 + 2.6 / (1 + 1.6 * (0.15 + (0.85 * 12) / 11))) / 3, 6);
});

test('an inflection counts by its stem and its gram', () => {
  expect(whole('lejen koster lidt')).toBeGreaterThan(0.9);
});

test('a longer text scores less for the same word', () => {
  // 6 words, 3 + 5 * 5 grams: 2.6 / (1 + 1.6 * (0.15 + 0.85 * 6 / 3)) and 2.6 / (1 + 1.6 * (0.15 + 0.85 * 28 / 11))
  expect(whole('leje koster koster koster koster koster')).toBeCloseTo((2 * 0.656566 + 0.552977) / 3, 4);
});

test('texts taken together score as one', () => {
  const [context, text] = [scorer.read('leje koster', 'da'), scorer.read('leje', 'da')];
  expect(scorer.whole(context, text)).toBe(whole('leje koster leje'));
});

test('a text that comes as numbers is read as its words are', () => {
  const numbers = new WordNumbers();
  const text = 'Lejeren flytter, og lejen for lejligheden koster skimmel.';
  const numbered = numbers.numbered(text, 'da');
  const reading = lexicalScorer(TERMS, numbers);
  expect(reading.read(numbered, 'da')).toEqual(scorer.read(text, 'da'));
  expect(reading.read(numbered, 'da')).toEqual(scorer.read(text, 'da'));
});

test('nothing in common scores nothing', () => {
  expect(whole('skimmel i badet')).toBe(0);
  expect(whole('')).toBe(0);
});

test('the best window of a long text scores as if it stood alone', () => {
  const filler = (count: number) => 'skimmel '.repeat(count);
  const of = (text: string) => scorer.window(scorer.read('', 'da'), scorer.read(text, 'da'));
  expect(of(`${filler(100)}leje leje ${filler(100)}`)).toBeCloseTo(of(`leje leje ${filler(38)}`), 6);
  expect(of(filler(200))).toBe(0);
});

test('coverage is whole for the word, in part for a near spelling, none for others', () => {
  const of = (text: string) => scorer.coverage(scorer.read(text, 'da'));
  expect(of('lejen')).toBe(1);
  expect(of('lejrbål')).toBe(1); // it holds every gram that the toy query has
  expect(of('skimmel')).toBe(0);
});

test('a query without words scores nothing, and divides by nothing', () => {
  const none = lexicalScorer({
    ...TERMS,
    words: { da: [], de: [], en: [] },
    originals: [],
    grams: [],
    total: 0,
  });
  const text = none.read('leje', 'da');
  expect([none.whole(text), none.window(text, text), none.coverage(text), none.sentence(text, 5)]).toEqual([
    0, 0, 0, 0,
  ]);
});
