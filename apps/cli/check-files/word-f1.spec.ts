import { wordF1 } from './word-f1.js';

test.each([
  ['Lejen kan forhøjes.', 'lejen KAN\nforhøjes', 1],
  ['a b c d', 'd c b a', 1],
  ['a b', 'a b c d', 2 / 3],
  ['a a a', 'a', 0.5],
  ['a', 'b', 0],
  ['for\u00ADhøjelse', '\uFEFFforhøjelse', 1],
  ['…', '', 1],
])('the words of %j and %j agree by the right share', (one, other, share) => {
  expect(wordF1(one, other)).toBeCloseTo(share, 10);
  expect(wordF1(other, one)).toBeCloseTo(share, 10);
});
