import fc from 'fast-check';
import { locate } from './locate.js';

const TEXT =
  'Nævnet fandt, at lejeren havde krav på et afslag på 20 % fra den 1. marts.\nUdlejer skulle betale 4.250,50 kr. inden fire uger. Lejeren fik medhold.';

const found = (quote: string, text = TEXT) => {
  const range = locate(quote, text);
  return range && text.slice(range.start, range.end);
};

test('finds a quote at its place', () => {
  expect(found('et afslag på 20 % fra den 1. marts')).toBe('et afslag på 20 % fra den 1. marts');
});

test.each([
  ['white space', 'fra den  1. marts.\n Udlejer skulle', 'fra den 1. marts.\nUdlejer skulle'],
  ['a hard space', '20\u00a0%', '20 %'],
  ['decomposed letters', 'Nævnet fandt'.normalize('NFD'), 'Nævnet fandt'],
  ['soft hyphens', 'med\u00adhold', 'medhold'],
])('%s may differ; what is given back is what stands there', (_, quote, expected) => {
  expect(found(quote)).toBe(expected);
});

test('quotation marks and dashes may be of another kind', () => {
  expect(found('"fri leje" - aftalt', 'Det er »fri leje« – aftalt.')).toBe('»fri leje« – aftalt');
  expect(found("lejer's", 'lejer’s')).toBe('lejer’s');
});

test('ligatures and decomposed letters in the text are found whole', () => {
  const text = 'Die Pﬂege ist kosten\u00adfrei für Bürger'.normalize('NFD');
  expect(found('Die Pflege ist kostenfrei', text)).toBe('Die Pﬂege ist kosten\u00adfrei');
  expect(found('frei für', text)).toBeNull();
  expect(found('für Bürger', text)).toBe('für Bürger'.normalize('NFD'));
});

test.each([
  ['an altered number', 'et afslag på 30 % fra den 1. marts'],
  ['an altered word', 'Udlejeren havde krav på et afslag'],
  ['a stitched quote', 'Nævnet fandt, at lejeren fik medhold'],
  ['a quote with an ellipsis', 'Nævnet fandt … et afslag på 20 %'],
  ['another case of letters', 'nævnet fandt'],
  ['a word’s half', 'ejeren havde krav'],
  ['a number’s beginning', 'Udlejer skulle betale 4'],
  ['a number’s end', '250,50 kr. inden fire uger'],
  ['nothing', ' \n '],
  ['only invisible characters', '\u200b\u{e0041}'],
])('%s is not found', (_, quote) => {
  expect(found(quote)).toBeNull();
});

test('any slice of whole words is found where it stands, and no slice with a changed letter is', () => {
  const words = [...TEXT.matchAll(/\S+/g)];
  const place = fc.integer({ min: 0, max: words.length - 1 });
  fc.assert(
    fc.property(place, place, fc.nat(), (a, b, letter) => {
      const [first, last] = [words[Math.min(a, b)]!, words[Math.max(a, b)]!];
      const slice = TEXT.slice(first.index, last.index + last[0].length);
      expect(found(slice)).toBe(slice);
      const at = letter % slice.length;
      if (/\s/.test(slice[at]!)) return;
      expect(found(`${slice.slice(0, at)}¤${slice.slice(at + 1)}`)).toBeNull();
    }),
  );
});
