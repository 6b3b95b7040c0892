import type { Texts } from '../i18n/index.js';
import { rich, type RichText } from '../parts/copy.js';
import type { CaseDocument } from '../work/case-document.js';

/** An answer to hand over, before it has a format. */
export interface Handout {
  question: string;
  /** What it is and as of which day. */
  origin: string;
  sentences: { text: string; numbers: number[] }[];
  sources: { number: number; title: string; quote: string; citation: string; link: string }[];
}

const marks = (numbers: number[]) => numbers.map((number) => `[${number}]`).join('');

/** To be pasted, as plain and as rich text. */
export function asRichText({ question, origin, sentences, sources }: Handout, t: Texts): RichText {
  const html = [
    rich`<h2>${question}</h2>`,
    ...sentences.map(({ text, numbers }) => rich`<p>${text} ${marks(numbers)}</p>`),
    rich`<h3>${t.answer.sources}</h3>`,
    ...sources.map(
      ({ number, quote, citation, link }) =>
        rich`<p>[${String(number)}] <a href="${link}">${citation}</a></p><blockquote>${quote}</blockquote>`,
    ),
    rich`<p><em>${origin}</em></p>`,
  ];
  const plain = [
    question,
    ...sentences.map(({ text, numbers }) => `${text} ${marks(numbers)}`),
    `${t.answer.sources}:`,
    ...sources.map(
      ({ number, quote, citation, link }) => `[${number}] ${citation}\n${t.source.quote(quote)}\n${link}`,
    ),
    origin,
  ];
  return { html: html.join(''), plain: plain.join('\n\n') };
}

/** In the form that the exports of cases take. */
export function asCaseDocument({ question, origin, sentences, sources }: Handout): CaseDocument {
  return {
    title: question,
    origin,
    notes: sentences.map(({ text, numbers }) => `${text} ${marks(numbers)}`).join('\n'),
    places: sources.map(({ title, quote, citation, link }) => ({
      title,
      quote,
      source: { citation, link },
      note: '',
    })),
  };
}
