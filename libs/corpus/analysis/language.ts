import type { Language } from '#platform';
import { LANGUAGES, words } from '#platform';

/** Words that are frequent in one of the three languages and rare in the others; shared ones tell nothing. */
const FUNCTION_WORDS: Record<Language, Set<string>> = {
  da: wordSet(
    'og i at det en til er som på de med af ikke den har jeg om et men han vi kan var fra ved skal hvis hvad hvordan ' +
      'hvornår hvor hvem hvilke hvilken hvilket efter eller også må være blive bliver når jeg min mit mine sin sit sine ' +
      'deres denne dette disse der ud op mod uden under over mellem samt jf kun inden skulle kunne ville havde blev ' +
      'kommune kommunen betyder gør får få giver man nej hvorfor mig dig for mange ' +
      'os hun hans hendes alle nogle nogen ingen noget intet meget mere nu så godt ske sker skal',
  ),
  de: wordSet(
    'und die der das ist nicht ein eine einer eines einem einen zu den dem des mit sich auf für von im ich sie es wir ' +
      'auch als an nach wie werden wird wurde wurden bei oder aus dass daß sind war hat haben kann können muss müssen ' +
      'darf dürfen soll sollen wer was wann wo warum welche welcher welches wenn durch über unter zum zur vom am bis ' +
      'nur noch keine kein mein meine ihr ihre sein seine sowie gemäß gilt gelten mich mir uns euch wie viel viele in welchem welchen wessen wen wem bedeutet verschiedener sonstiger sonstige',
  ),
  en: wordSet(
    'the and of to in is that it for was on are with as by at from this be or not have which you can what when how who ' +
      'where why does do did i my we they their his her its an if should must may will would been has had were shall any ' +
      'there than but about into your our these those no such other only under between after before during because',
  ),
};
/** The languages that a function word is one of. */
const SPEAKING = new Map<string, Language[]>();
for (const language of LANGUAGES)
  for (const word of FUNCTION_WORDS[language]) SPEAKING.set(word, [...(SPEAKING.get(word) ?? []), language]);
/** Letters and endings that hint at a language where a short text has no function word. */
const HINTS: [Language, RegExp, number][] = [
  ['da', /[æø]/giu, 2],
  ['da', /å/giu, 1.5],
  ['de', /ß/giu, 2],
  ['de', /[äü]/giu, 1.5],
  ['de', /ö/giu, 1],
  ['de', /(?:ung|ungen|keit|heit|lich|lichen|schaft|isch|ischen)(?!\p{L})/giu, 0.5],
  ['da', /(?:else|elsen|elser|hed|heden|erne|ende|igt|ning|ningen|skab)(?!\p{L})/giu, 0.3],
  ['en', /(?:ness|ity|ally|ous)(?!\p{L})/giu, 0.3],
  ['en', /\p{L}'s(?!\p{L})/giu, 0.5],
];
/** More text than this does not change the verdict. */
const SAMPLE = 20_000;

/**
 * The language of a text, or null when nothing tells (names, numbers, another language, a tie).
 * Counts frequent function words, which even one-sentence questions hold, and adds hints from letters and endings.
 */
export function detectLanguage(text: string): Language | null {
  const sample = text.slice(0, SAMPLE);
  const scores: Record<Language, number> = { da: 0, de: 0, en: 0 };
  const tokens = words(sample);
  for (const token of tokens) {
    const speaking = SPEAKING.get(token) ?? [];
    for (const language of speaking) scores[language] += 1 / speaking.length;
  }
  for (const [language, pattern, weight] of HINTS) {
    scores[language] += weight * (sample.match(pattern)?.length ?? 0);
  }
  const [best, second] = [...LANGUAGES].sort((a, b) => scores[b] - scores[a]);
  const clear = scores[best!] > scores[second!] * 1.1 && scores[best!] >= 0.5;
  // Long text in another language holds a few of our words by chance.
  const enough = tokens.length < 12 || scores[best!] >= tokens.length * 0.08;
  return clear && enough ? best! : null;
}

function wordSet(list: string): Set<string> {
  return new Set(list.split(' '));
}
