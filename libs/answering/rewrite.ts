import { detectLanguage } from '#corpus';
import { isFunctionWord } from '#models';
import { words, type Language } from '#platform';

/** "Hvad med …?", "Og …?": the rest takes a place in the question before. */
const WHAT_ABOUT =
  /^\s*(?:(?:og|men|und|aber|and|but)\s+)?(?:hvad (?:så )?med|hvordan (?:er det )?med|gælder det (?:også|samme) (?:for|ved)?|was ist mit|wie ist es (?:mit|bei)|gilt das (?:auch )?(?:für|bei)|what about|how about|does (?:that|this|it|the same) (?:also )?apply (?:to|for))\s+(.+?)\s*\??\s*$/iu;
const BARE_AND =
  /^\s*(?:og|men|und|aber|and|but)\s+((?:(?:for|ved|i|på|til|med|für|bei|in|mit|von|with|to|on)\s+)?[^?]{1,60}?)\s*\??\s*$/iu;
const CONNECTOR = /^\s*(?:og|men|så|und|aber|dann|and|but|so|then)[\s,]+/iu;

/** Words that stand for something said before, by language. */
const POINTERS = listed({
  da: 'dem dette denne disse dens deres derfor dertil han hun ham hende hans hendes så samme',
  de: 'es er ihn ihm ihnen dies diese dieser dieses dafür dabei dazu davon damit deren dessen dann dort',
  en: 'it they them this these those its their he she him her his there then same one',
});
/** As above, unless a word that they are the article of stands behind them. */
const ARTICLES = listed({ da: 'det den de der', de: 'sie der die das den dem', en: 'that' });

function listed(lists: Record<Language, string>): Record<Language, Set<string>> {
  return Object.fromEntries(
    Object.entries(lists).map(([language, list]) => [language, new Set(list.split(' '))]),
  ) as Record<Language, Set<string>>;
}

/** Words that ask; a rest without one of them is no question of its own. */
const ASKING = new Set(
  (
    'hvad hvem hvor hvordan hvorfor hvornår hvilken hvilket hvilke kan skal må er har bliver gælder får ' +
    'was wer wie wo wann warum welche welcher welches kann darf muss soll ist sind hat wird gilt ' +
    'what who how where when why which can may must shall should is are does do did has have will'
  ).split(' '),
);
/** A question with so many words of its own is not about something else, whatever it points to. */
const FULL = 4;
const MOST_BARE = 3;
const SHORTEST = 4;
/** Words that are taken from the question before. */
const TAKEN = 6;

/**
 * A follow-up question so that it stands alone, by rules: what "Hvad med …?" asks for is added to the question before,
 * and a question that points back gets the words that the one before is about. Null where it stands alone already.
 * @param previous oldest first; follow-ups among them are made to stand alone first
 */
export function standAlone(question: string, previous: string[]): string | null {
  const before = previous.reduce<string | null>(
    (last, next) => (last ? (follow(next, last) ?? next) : next),
    null,
  );
  return before === null ? null : follow(question, before);
}

function follow(question: string, before: string): string | null {
  const language = detectLanguage(question) ?? detectLanguage(before) ?? 'en';
  const isContent = (word: string) =>
    (word.length >= SHORTEST || /\d/.test(word)) &&
    !isFunctionWord(word, language) &&
    !POINTERS[language].has(word);
  const own = words(question.replace(CONNECTOR, ''));
  const content = own.filter(isContent);

  const bare = content.length <= MOST_BARE && !own.some((word) => ASKING.has(word));
  const about = WHAT_ABOUT.exec(question) ?? (bare ? BARE_AND.exec(question) : null);
  if (about) return `${before.trim().replace(/\s*[?.!]+$/, '')}: ${about[1]}?`;

  const points = own.some(
    (word, at) =>
      POINTERS[language].has(word) ||
      (ARTICLES[language].has(word) && (at === own.length - 1 || !isContent(own[at + 1]!))),
  );
  if (!(points && content.length < FULL) && !CONNECTOR.test(question) && content.length > 1) return null;
  const missing = [...new Set(words(before))].filter((word) => isContent(word) && !own.includes(word));
  if (missing.length === 0) return null;
  const plain = question
    .replace(CONNECTOR, '')
    .trim()
    .replace(/\s*\?+$/, '');
  return `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)} (${missing.slice(0, TAKEN).join(', ')})?`;
}
