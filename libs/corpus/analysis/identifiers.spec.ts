import { identifiers, isCaseNumber } from './identifiers.js';

test.each([
  ['§ 19', ['§19']],
  ['§19, stk. 2', ['§19', '§19/2']],
  ['§ 19 stk 2', ['§19', '§19/2']],
  ['lejelovens § 95, stk. 2', ['§95', '§95/2']],
  ['§ 558 Abs. 3 BGB', ['§558', '§558/3']],
  ['§ 5a Absatz 1', ['§5a', '§5a/1']],
  ['section 12(3)', ['§12', '§12/3']],
  ['paragraf 7', ['§7']],
  ['§§ 12 og 13', ['§12']],
])('reads the section in "%s"', (text, expected) => {
  expect(identifiers(text)).toEqual(expected);
});

test.each(['2023-0417', '2023/0417', '2023.417', 'sag 2023-417.'])('spells %s in one way', (text) => {
  expect(identifiers(text)).toEqual(['2023-417']);
});

test('keeps a prefix in capitals beside the bare number', () => {
  expect(identifiers('HN-417-2023')).toEqual(['417-2023', 'HN-417-2023']);
  expect(identifiers('sag 417-2023')).toEqual(['417-2023']);
});

test.each(['1.2', '2.5 %', 'kapitel 3', 'abc', '', 'x1-2-3y'])('finds none in "%s"', (text) => {
  expect(identifiers(text)).toEqual([]);
});

test('each is named once', () => {
  expect(identifiers('§ 19 og § 19 og 2023-0417 og 2023/417')).toEqual(['§19', '2023-417']);
});

test('tells cases from sections', () => {
  expect(['§19', '§19/2', '2023-417', 'HN-417-2023'].map(isCaseNumber)).toEqual([false, false, true, true]);
});
