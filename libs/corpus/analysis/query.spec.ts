import { analyseQuery } from './query.js';

test('takes phrases out of every kind of quotation marks', () => {
  expect(analyseQuery('"fire uger" “to dage” „drei Tage“ »en måned« leje').phrases).toEqual([
    ['fire', 'uger'],
    ['to', 'dage'],
    ['drei', 'tage'],
    ['en', 'måned'],
  ]);
});

test('a phrase’s words are searched, too', () => {
  expect(analyseQuery('"fire uger" depositum').words).toEqual(['fire', 'uger', 'depositum']);
});

test('a dash before a word excludes it; one inside a word or before a number does not', () => {
  const query = analyseQuery('leje -depositum e-mail 2023-0417 -5');
  expect(query.excluded).toEqual(['depositum']);
  expect(query.words).toEqual(['leje', 'e', 'mail', '2023', '0417', '5']);
});

test('a dash inside a phrase excludes nothing', () => {
  expect(analyseQuery('"leje -depositum"').excluded).toEqual([]);
});

test.each([
  ['Hvornår skal lejen betales?', true],
  ['Skimmel?', true],
  ['wie hoch ist die Miete', true],
  ['skimmel badeværelse', false],
  ['kan lejer', false],
])('"%s" is a question: %s', (text, question) => {
  expect(analyseQuery(text).question).toBe(question);
});

test.each([
  ['Hvornår skal lejen betales?', 'da'],
  ['Wann muss die Miete bezahlt werden?', 'de'],
  ['When must the rent be paid?', 'en'],
  ['4711', null],
])('"%s" is in %s', (text, language) => {
  expect(analyseQuery(text).language).toBe(language);
});

test('a language that is given stands', () => {
  expect(analyseQuery('Wann muss die Miete bezahlt werden?', 'en').language).toBe('en');
});

test('names what is named exactly', () => {
  expect(analyseQuery('sag 2023/0417 om § 19, stk. 2').identifiers).toEqual(['§19', '§19/2', '2023-417']);
});

test.each(['', '   ', '"" ""', '-', '«»', '😀'])('nothing is left of "%s"', (text) => {
  expect(analyseQuery(text)).toMatchObject({ words: [], phrases: [], excluded: [], identifiers: [] });
});
