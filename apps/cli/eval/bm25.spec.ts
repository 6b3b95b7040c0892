import { bm25 } from './bm25.js';

const da = (text: string) => ({ language: 'da' as const, text });

test('finds inflected words by their stems, and nothing without a word of the query', () => {
  const texts = [da('Lejeren betalte depositum.'), da('Hunden skal i snor.')];
  expect(bm25(texts)('lejerens depositummer', 10)).toEqual([texts[0]]);
  expect(bm25(texts)('skimmel', 10)).toEqual([]);
});

test('a rare word outweighs a common one, and a short text a long one', () => {
  const common = [da('leje leje'), da('leje af bolig'), da('leje af bil')];
  const rare = da('depositum for bolig');
  const long = da(`depositum ${'og andet '.repeat(30)}`);
  const found = bm25([...common, long, rare])('depositum leje', 10);
  expect(found[0]).toBe(rare);
  expect(found).toHaveLength(5);
});

test('equal texts come in the order given', () => {
  const texts = [da('snor nummer et'), da('snor nummer et')];
  expect(bm25(texts)('snor', 10)).toEqual(texts);
  expect(bm25(texts)('snor', 1)[0]).toBe(texts[0]);
});
