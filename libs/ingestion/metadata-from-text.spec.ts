import type { Field } from '#corpus';
import { metadataFromText } from './metadata-from-text.js';
import { readMetadata } from './metadata.js';

const field = (from: NonNullable<Field['from']>): Field => ({
  ...{ name: from, facet: false, label: {}, from },
  type: from === 'date' ? 'date' : 'keyword',
});
const read = (from: NonNullable<Field['from']>, text: string) => metadataFromText(text, [field(from)])[from];

test.each([
  ['Huslejenævnet\nSagsnr. 2023/0417\nAfgørelse', '2023/0417'],
  ['J.nr.: HN-417-2023', 'HN-417-2023'],
  ['Aktenzeichen: VIII ZR 12/20, Urteil vom 3.3.2021', 'VIII ZR 12/20'],
  ['Az.: 3 C 123/24 (2)', '3 C 123/24'],
  ['Case number 2024-118-7', '2024-118-7'],
  ['Nævnet afgjorde sagen den 7.11.2024.', undefined],
  ['Sagsnr. følger', undefined],
])('finds the case number in %j', (text, number) => {
  expect(read('case-number', text)).toBe(number);
});

test.each([
  ['Afgørelse af 7. november 2024 om leje', '2024-11-07'],
  ['Berlin, den 3. März 2021\n\nvorher 2.2.2020', '2021-03-03'],
  ['Urteil vom 03.03.2021', '2021-03-03'],
  ['Issued 5 May 2023, last changed 2024-01-01', '2023-05-05'],
  ['November 7, 2024', '2024-11-07'],
  ['den 31. februar 2024 og 1. marts 2024', '2024-03-01'],
  ['Kapitel 12 3456', undefined],
])('finds the date in %j', (text, day) => {
  expect(read('date', text)).toBe(day);
});

test.each([
  ['Efter lejelovens § 19, stk. 2, og §19 stk. 2 samt § 5 a', ['§ 19, stk. 2', '§ 19 stk. 2', '§ 5 a']],
  ['Nach § 558 Abs. 1 BGB und § 558\nAbs. 1 BGB', ['§ 558 Abs. 1 BGB']],
  ['gemäß § 35a SGB VIII. Der', ['§ 35a SGB VIII']],
  ['§ 7 Lejeren skal betale, se § 19 i lejeloven', ['§ 7', '§ 19']],
  ['uden henvisning', undefined],
])('finds the statutes in %j', (text, cited) => {
  expect(read('statutes', text)).toEqual(cited);
});

test('a field without a rule stays empty, and what a curator gives wins over the text', () => {
  const schema = [field('case-number'), { ...field('date'), from: undefined } as unknown as Field];
  const found = metadataFromText('\nSagsnr. 2023/0417 af 7. november 2024', schema);
  expect(found).toEqual({ 'case-number': '2023/0417' });
  const { fields } = readMetadata([found, {}, { 'case-number': '2024/0001' }], schema);
  expect(fields).toEqual({ 'case-number': '2024/0001' });
  expect(readMetadata([found, {}, { 'case-number': '' }], schema).fields).toEqual(found);
});
