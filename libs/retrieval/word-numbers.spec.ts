import { wordFeatures } from '#corpus';
import { WordNumbers } from './word-numbers.js';

test('equal words of a language have one number, and gram counts add up', () => {
  const numbers = new WordNumbers();
  const { words, gramsBefore } = numbers.numbered('Leje og leje', 'da');
  expect(words[0]).toBe(words[2]);
  expect([...gramsBefore]).toEqual([0, 3, 4, 7]);
  expect(numbers.numbered('leje', 'de').words[0]).not.toBe(words[0]);
  expect([numbers.known('leje', 'da'), numbers.known('lejer', 'da')]).toEqual([words[0], undefined]);
});

test('what is told of stems and grams is found by the words that have them', () => {
  const numbers = new WordNumbers();
  const [dog, dogs, cat] = numbers.numbered('hund hunden kat', 'da').words;
  const { stem, grams } = wordFeatures('hunde', 'da');
  const stems = numbers.byStem(
    new Map([
      [stem, 'dog'],
      ['unheard', 'of'],
    ]),
  );
  expect([dog, dogs, cat].map((word) => stems.get(numbers.stemOf(word!)))).toEqual(['dog', 'dog', undefined]);
  const told = numbers.byGram(new Map(grams.map((gram, at) => [gram, at])));
  expect(numbers.ofGrams(dogs!, told).map((at) => grams[at])).toEqual(
    grams.filter((gram) => gram !== 'nde_'),
  );
  expect(numbers.ofGrams(cat!, told)).toEqual([]);
});
