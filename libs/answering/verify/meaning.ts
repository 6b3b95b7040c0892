import { stem } from '#corpus';
import { words, type Language } from '#platform';

/** Words that turn a statement round, in the three languages. */
const NEGATION =
  /^(?:ikke|ingen|intet|aldrig|hverken|uden|nicht|kein\p{L}*|nie|niemals|ohne|weder|not|no|never|without|cannot|nor|isn|aren|doesn|don|won|mustn|needn|couldn|wouldn|didn|wasn|weren|hasn|haven)$/u;
/** Words that say a no without one of those. */
const DENIAL =
  /^(?:mist\p{L}*|tab(?:er|t|te)|bortfald\p{L}*|afsl[oå]\p{L}*|afvis\p{L}*|nægt\p{L}*|forb[uy]d\p{L}*|ulovlig\p{L}*|ugyldig\p{L}*|undtag\p{L}*|frita\p{L}*|fri|forgæves|mangl\p{L}*|kun|entfäll\p{L}*|entfallen|verlier\p{L}*|verloren|abgelehnt|ablehn\p{L}*|verbot\p{L}*|verbiet\p{L}*|untersagt|unzulässig\p{L}*|unwirksam|ausgeschlossen|befreit|frei|nur|los[et]\p{L}*|refus\p{L}*|reject\p{L}*|den(?:y|ied|ies)|forbid\p{L}*|prohibit\p{L}*|unlawful\p{L}*|invalid|exempt\p{L}*|except|unless|only|free|fail\p{L}*)$/u;

/**
 * Words of which one does not stand for the other: parties, directions, duties. A sentence that names one where its
 * quotes name only the other says something else.
 */
const OPPOSITES: [RegExp, RegExp][] = [
  [
    /^(?:lejer(?:en|ens|s|e|ne|nes)?|mieter(?:s|n|in|innen)?|tenants?)$/u,
    /^(?:udlejer\p{L}*|vermieter\p{L}*|landlords?)$/u,
  ],
  [/^(?:køber\p{L}*|käufer\p{L}*|buyers?)$/u, /^(?:sælger\p{L}*|verkäufer\p{L}*|sellers?)$/u],
  [
    /^(?:arbejdsgiver\p{L}*|arbeitgeber\p{L}*|employers?)$/u,
    /^(?:arbejdstager\p{L}*|arbeitnehmer\p{L}*|employees?)$/u,
  ],
  [/^(?:mindst|minimum|mindestens|least)$/u, /^(?:højst|maksimum|maksimalt|maximum|höchstens|most)$/u],
  [/^(?:tidligst|frühestens|earliest)$/u, /^(?:senest|spätestens|latest)$/u],
  [/^(?:skal|muss|müssen|must|shall)$/u, /^(?:kan|kann|können|may|can)$/u],
  [/^(?:medhold|stattgegeben|upheld)$/u, /^(?:afslag|afvist|abgelehnt|abgewiesen|dismissed)$/u],
  [
    /^(?:tilladt|erlaubt|zulässig|allowed|permitted)$/u,
    /^(?:forbudt|verboten|untersagt|unzulässig|prohibited|forbidden)$/u,
  ],
  [
    /^(?:forhøj\p{L}*|stig(?:e|er|ning\p{L}*)|erhöh\p{L}*|increas\p{L}*)$/u,
    /^(?:nedsæt\p{L}*|nedsat|sænk\p{L}*|senk\p{L}*|herabgesetzt|reduc\p{L}*|decreas\p{L}*)$/u,
  ],
  [/^(?:altid|immer|stets|always)$/u, /^(?:aldrig|nie|niemals|never)$/u],
  [/^(?:alle|samtlige|sämtliche|all)$/u, /^(?:ingen|kein|keine|keiner|none)$/u],
];

export type Twist = 'negation' | 'opposite' | 'words';

/** A sentence with less of its words in its quotes is not what they say; chosen on the tests' wrong claims. */
const SUPPORT = 0.5;
/** Words that only the question holds count by half: to take them up is fair, to answer with nothing else is not. */
const ASKED = 0.5;
const SHORTEST = 5;
const COPY = 0.8;

/**
 * How a sentence turns what its quotes say: a negation that only one side has, a word whose opposite the quotes hold,
 * or words that are not theirs (only told within one language). Rules of thumb: they find the plain twists, no more.
 */
export function twists(
  sentence: { text: string; language: Language | null },
  quotes: { text: string; language: Language }[],
  question: string,
): Twist[] {
  const own = words(sentence.text);
  const quoted = quotes.map(({ text }) => words(text));
  const all = quoted.flat();
  const negated = own.some((word) => NEGATION.test(word));
  const denied = negated || own.some((word) => DENIAL.test(word));
  const invented = negated && !all.some((word) => NEGATION.test(word) || DENIAL.test(word));
  const leftOut = !denied && quoted.every((words) => words.some((word) => NEGATION.test(word)));
  const negations = (list: string[]) =>
    list
      .filter((word) => NEGATION.test(word))
      .sort()
      .join();
  const copied = quoted.find((words) => isCopy(own, words));
  const altered = copied !== undefined && negations(copied) !== negations(own);

  const holds = (list: string[], pattern: RegExp) => list.some((word) => pattern.test(word));
  const turned = OPPOSITES.some(([one, other]) =>
    [
      [one, other],
      [other, one],
    ].some(([said, instead]) => holds(own, said!) && !holds(all, said!) && holds(all, instead!)),
  );
  return [
    ...(invented || leftOut || altered ? (['negation'] as const) : []),
    ...(turned ? (['opposite'] as const) : []),
    ...(supported(sentence, quotes, question) ? [] : (['words'] as const)),
  ];
}

/** Nearly word for word: then every negation counts. */
function isCopy(sentence: string[], quote: string[]): boolean {
  const plain = (list: string[]) => new Set(list.filter((word) => !NEGATION.test(word)));
  const [own, other] = [plain(sentence), plain(quote)];
  const shared = [...own].filter((word) => other.has(word)).length;
  return shared >= COPY * Math.max(own.size, other.size);
}

function supported(
  { text, language }: { text: string; language: Language | null },
  quotes: { text: string; language: Language }[],
  question: string,
): boolean {
  const alike = quotes.filter((quote) => quote.language === language);
  if (!language || alike.length === 0) return true;
  const content = [...new Set(words(text))].filter((word) => word.length >= SHORTEST);
  if (content.length === 0) return true;
  const said = stems(alike.map((quote) => quote.text).join('\n'), language);
  const asked = stems(question, language);
  const worth = (word: string) => (near(word, said, language) ? 1 : near(word, asked, language) ? ASKED : 0);
  return content.reduce((sum, word) => sum + worth(word), 0) / content.length >= SUPPORT;
}

function stems(text: string, language: Language): string[] {
  return [...new Set(words(text).map((word) => stem(word, language)))];
}

/** By its stem, or as a part of a compound or with one. */
function near(word: string, stems: string[], language: Language): boolean {
  const own = stem(word, language);
  return stems.some(
    (other) =>
      other === own ||
      (other.length >= SHORTEST && word.includes(other)) ||
      (own.length >= SHORTEST && other.includes(own)),
  );
}
