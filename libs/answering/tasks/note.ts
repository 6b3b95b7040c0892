import type { Language } from '#platform';
import type { Answer, AnswerSentence, Notice, Quote } from '../events.js';
import { dayOf } from './citation.js';

export interface Citation {
  number: number;
  text: string;
  quotes: Quote[];
}

export interface Draft {
  title: string;
  date: string;
  paragraphs: { heading: string; sentences: AnswerSentence[] }[];
  citations: Citation[];
  /** The whole note as Markdown. */
  text: string;
  scope: Answer['found']['scope'];
  composer: Answer['composer'];
  model: string | null;
  notices: Notice[];
}

/** What a note says in words of its own, by language. */
export const WORDS: Record<
  Language,
  { answer: string; further: string; sources: string; made: (day: string, asOf: string) => string }
> = {
  da: {
    ...{ answer: 'Svar', further: 'Hvad andre kilder siger', sources: 'Kilder' },
    made: (day, asOf) =>
      `Udkast af ${day}. Kilder, der gælder ${asOf}. Skal læses og afgøres af en medarbejder.`,
  },
  de: {
    ...{ answer: 'Antwort', further: 'Was andere Quellen sagen', sources: 'Quellen' },
    made: (day, asOf) =>
      `Entwurf vom ${day}. Quellen, die am ${asOf} gelten. Von einer Person zu prüfen und zu entscheiden.`,
  },
  en: {
    ...{ answer: 'Answer', further: 'What other sources say', sources: 'Sources' },
    made: (day, asOf) => `Draft of ${day}. Sources in force on ${asOf}. A person must read it and decide.`,
  },
};

/** A note as Markdown; numbers in brackets name its citations. */
export function noteText(
  { title, date, paragraphs, citations }: Pick<Draft, 'title' | 'date' | 'paragraphs' | 'citations'>,
  { asOf, language }: { asOf: string; language: Language | null },
): string {
  const own = language ?? 'en';
  const words = WORDS[own];
  const numbers = (quotes: object[]) =>
    citations
      .filter((cited) => cited.quotes.some((quote) => quotes.includes(quote)))
      .map(({ number }) => `[${number}]`);
  return [
    `# ${plain(title)}`,
    words.made(dayOf(date, own), dayOf(asOf, own)),
    ...paragraphs.flatMap(({ heading, sentences }) => [
      `## ${heading}`,
      sentences.map(({ text, quotes }) => `${plain(text)} ${numbers(quotes).join('')}`).join('\n\n'),
    ]),
    `## ${words.sources}`,
    citations
      .map(({ number, text, quotes }) =>
        [`[${number}] ${plain(text)}`, ...quotes.map((quote) => `> ${plain(quote.text)}`)].join('\n\n'),
      )
      .join('\n\n'),
    '',
  ].join('\n\n');
}

/** Text of documents is never markup: in one line, with what Markdown reads as signs written out. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&');
}
