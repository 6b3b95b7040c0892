import { words, type Language } from '#platform';
import { marker } from './matches.js';

const marked = (wanted: string, text: string, language: Language = 'da') =>
  marker(words(wanted), language)(text, 0).map(({ start, end }) => text.slice(start, end));

test('marks words by their stem', () => {
  expect(marked('lejer', 'Lejeren og lejerne klagede.')).toEqual(['Lejeren', 'lejerne']);
});

test('marks a compound that holds the word', () => {
  expect(marked('skimmel', 'Skimmelsvampen sad i badet.')).toEqual(['Skimmelsvampen']);
});

test('does not mark function words, or words of two letters', () => {
  expect(marked('kan man og den på', 'Kan man og den på det.')).toEqual([]);
});

test('marks numbers, however short', () => {
  expect(marked('§ 19 stk 2', 'Efter § 19, stk. 2, kan lejer klage.')).toEqual(['19', 'stk', '2']);
});

test('counts in UTF-16 code units from the offset', () => {
  expect(marker(['skimmel'], 'da')('😀 skimmel', 100)).toEqual([{ start: 103, end: 110 }]);
});

test('a decomposed spelling is found and its range is that of the text', () => {
  const text = 'Et na\u0308vn.';
  expect(marked('nävn', text, 'de')).toEqual(['na\u0308vn']);
});

test('finds nothing in an empty text', () => {
  expect(marked('skimmel', '')).toEqual([]);
});
