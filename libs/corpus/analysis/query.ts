import { words, type Language } from '#platform';
import { identifiers } from './identifiers.js';
import { detectLanguage } from './language.js';

export interface AnalysedQuery {
  /** What is searched by words and meaning: the query without exclusions and quotation marks. */
  text: string;
  words: string[];
  language: Language | null;
  question: boolean;
  /** Quoted phrases, as lists of words; every hit holds each of them. */
  phrases: string[][];
  /** Words that no hit may hold. */
  excluded: string[];
  identifiers: string[];
}

const QUOTED = /"([^"]+)"|[“„»]([^“”„«»"]+)[”“«]/gu;
const EXCLUDED = /(?<=^|\s)-(\p{L}[\p{L}\p{N}]*)/gu;

/** Interrogatives and auxiliaries that begin a question, in the three languages. */
const OPENERS = new Set(
  (
    'hvad hvem hvor hvordan hvorfor hvornår hvilken hvilket hvilke hvis kan skal må er har bliver gælder får vil findes ' +
    'was wer wie wo wann warum weshalb wieso welche welcher welches welchem welchen wem wen womit wofür worauf kann darf muss soll ist sind hat haben wird gilt gibt ' +
    'what who whom whose how where when why which can may must shall should is are does do did has have was were will'
  ).split(' '),
);

/** Reads a query as its writer meant it. Pure. */
export function analyseQuery(query: string, language?: Language): AnalysedQuery {
  const phrases = [...query.matchAll(QUOTED)]
    .map((match) => words(match[1] ?? match[2]!))
    .filter((phrase) => phrase.length > 0);
  const excluded = [...query.replace(QUOTED, ' ').matchAll(EXCLUDED)].flatMap((match) => words(match[1]!));
  const text = query
    .replace(EXCLUDED, ' ')
    .replace(/["“”„«»]/gu, ' ')
    .trim();
  const all = words(text);
  return {
    text,
    words: [...new Set(all)],
    language: language ?? detectLanguage(text),
    question: /\?\s*$/u.test(text) || (all.length > 2 && OPENERS.has(all[0]!)),
    phrases,
    excluded,
    identifiers: identifiers(text),
  };
}
