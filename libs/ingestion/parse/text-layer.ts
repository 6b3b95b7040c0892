/** With more characters that are no letters of any script than this share, a font says nothing about its letters. */
const UNREADABLE_SHARE = 0.3;
/** Fewer letters than this say nothing about how they are spread. */
const ENOUGH_LETTERS = 80;
/**
 * Fonts that number their letters anew make "3UR]HQW" of "Prozent". Of such a page few letters are vowels and few are
 * small; of pages in capitals many are vowels. Measured on 315 pages: 15-26 % and 1-14 % where letters are wrong, at
 * least 26 % and 68 % where they are right.
 */
const SCRAMBLED = { vowels: 0.3, small: 0.3 };

const [LATIN, VOWEL, SMALL] = [1, 2, 4];
/** What each letter of the European languages is, as a sum of the above: all text of all pages comes by here. */
const KINDS = Uint8Array.from({ length: 0x250 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindOf(character: string): number {
  const isVowel = /^[aeiouyæøœı]/i.test(character.normalize('NFD'));
  if (!/\p{Script=Latin}/u.test(character)) return 0;
  return LATIN + (isVowel ? VOWEL : 0) + (/\p{Ll}/u.test(character) ? SMALL : 0);
}

/** Whether the text layer of a page says what can be seen on it. */
export function isReadable(text: string): boolean {
  let [characters, unreadable, latin, vowels, small] = [0, 0, 0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32) continue;
    characters++;
    if ((code >= 0xe000 && code <= 0xf8ff) || code === 0xfffd) unreadable++;
    const kind = KINDS[code] ?? 0;
    if (kind & LATIN) latin++;
    if (kind & VOWEL) vowels++;
    if (kind & SMALL) small++;
  }
  if (characters === 0 || unreadable > characters * UNREADABLE_SHARE) return false;
  if (latin < ENOUGH_LETTERS) return true;
  return vowels >= latin * SCRAMBLED.vowels || small >= latin * SCRAMBLED.small;
}
