import type { Language } from '#platform';
import { unfounded } from './claims.js';

const check = (text: string, quote: string, language: Language = 'da', of: Language = language) =>
  unfounded({ text, language }, [{ text: quote, language: of }]);

test.each<[string, string, Language?, Language?]>([
  ['Lejen blev nedsat med 20 %.', 'et afslag i lejen på 20 % fra den 1. marts 2023'],
  ['Nedslaget var 20 procent.', 'et afslag på 20 %'],
  ['Fristen er 4 uger.', 'skulle betales tilbage inden fire uger'],
  ['Fristen er fire uger.', 'skulle betales tilbage inden 4 uger'],
  ['The deadline is four weeks.', 'skulle betales tilbage inden fire uger', 'en', 'da'],
  ['Det gælder fra 1. marts 2023.', 'fra den 1. marts 2023, indtil'],
  ['It applies from 1 March 2023.', 'fra den 1. marts 2023', 'en', 'da'],
  ['Es gilt ab dem 01.03.2023.', 'ab dem 1. März 2023', 'de'],
  ['Det var i marts 2023.', 'fra den 1. marts 2023'],
  ['Det var i 2023.', 'fra den 1. marts 2023'],
  ['Beløbet er 4250,50 kr.', 'betale 4.250,50 kr. til lejer'],
  ['The amount is 1,000.50 pounds.', 'a fee of £1,000.50', 'en'],
  ['Det følger af § 19, stk. 2.', 'efter lejelovens § 19, stk. 2'],
  ['Det følger af § 19.', 'efter lejelovens § 19, stk. 2'],
  ['§ 558 Abs. 1 BGB regelt das.', 'nach § 558 Abs. 1 BGB', 'de'],
  ['Sag 2023-0417 handler om det.', 'i sag HN-2023-0417 fandt nævnet'],
  ['Det tager 4-5 uger.', 'inden for 4-5 uger'],
  ['Das dauert zwei bis drei Jahre.', 'nach zwei bis drei Jahren', 'de'],
  ['Lejeren har ret til det.', 'Lejeren har ret til en erstatningsbolig.'],
  ['You have to apply.', 'You must apply within two weeks.', 'en'],
])('"%s" says nothing that "%s" does not', (text, quote, language = 'da', of = language) => {
  expect(check(text, quote, language, of)).toEqual([]);
});

test.each<[string, string, string, Language?, Language?]>([
  ['number', 'Lejen blev nedsat med 30 %.', 'et afslag i lejen på 20 % i 30 dage'],
  ['number', 'Fristen er seks uger.', 'inden fire uger'],
  ['number', 'Fristen er fire måneder.', 'inden fire uger'],
  ['number', 'Fristen er 14 dage.', 'inden 14 arbejdsdage'],
  ['number', 'Beløbet er 4.250 kr.', 'betale 4.250 euro'],
  ['number', 'The deadline is six weeks.', 'inden fire uger', 'en', 'da'],
  ['number', 'Det er 42.', 'Det er 4,2.'],
  ['date', 'Det gælder fra 1. april 2023.', 'fra den 1. marts 2023'],
  ['date', 'Det gælder fra 1. marts 2024.', 'fra den 1. marts 2023'],
  ['date', 'Det gælder fra 1. marts 2023.', 'fra marts 2023'],
  ['date', 'It applies from 2 March 2023.', 'fra den 1. marts 2023', 'en', 'da'],
  ['reference', 'Det følger af § 91.', 'efter lejelovens § 19'],
  ['reference', 'Det følger af § 19, stk. 3.', 'efter lejelovens § 19, stk. 2'],
  ['reference', 'Sag 2023-0471 handler om det.', 'i sag HN-2023-0417 fandt nævnet'],
])('a wrong %s is found: "%s"', (kind, text, quote, language = 'da', of = language) => {
  expect(check(text, quote, language, of)).toContain(kind);
});
