import type { AnswerSentence, Notice, NoticeCode } from './events.js';

/** What should be known about the sources of an answer, and about how it was composed. Pure. */
export function noticesOf(
  sentences: AnswerSentence[],
  { language, complete }: { language: string | null; complete: boolean | null },
): Notice[] {
  const quotes = sentences.flatMap((sentence) => sentence.quotes);
  const distinct = (values: (string | null)[]) =>
    [...new Set(values.filter((value) => value !== null))].sort();
  const dates = distinct(quotes.map(({ date }) => date));
  const kinds = distinct(quotes.map(({ kind }) => kind));
  const others = distinct(quotes.map((quote) => quote.language)).filter((own) => own !== language);
  const treated = (flag: string) =>
    distinct(
      quotes
        .filter(({ treatments }) => treatments.some((own) => own.flag === flag))
        .map((quote) => quote.documentTitle),
    );
  const [overturned, changed] = [treated('overturned'), treated('changed-practice')];
  return [
    overturned.length > 0 &&
      notice('source-overturned', `A quoted source was overturned: ${overturned.join('; ')}.`),
    changed.length > 0 &&
      notice('practice-changed', `Practice has changed since a quoted source: ${changed.join('; ')}.`),
    dates.length > 1 &&
      notice('sources-differ-in-date', `The quoted sources are of different dates: ${dates.join(', ')}.`),
    kinds.length > 1 &&
      notice('sources-differ-in-kind', `The quoted sources are of different kinds: ${kinds.join(', ')}.`),
    language &&
      others.length > 0 &&
      notice('other-languages', `Quoted sources are written in: ${others.join(', ')}.`),
    complete === false && notice('incomplete', 'The answer does not cover all that was asked.'),
    sentences.some(({ supported }) => !supported) &&
      notice('unsupported-sentences', 'Sentences that no source supports are marked.'),
  ].filter((one) => typeof one === 'object' && one !== null);
}

export function notice(code: NoticeCode, message: string): Notice {
  return { code, message };
}
