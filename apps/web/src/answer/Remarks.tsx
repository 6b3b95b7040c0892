import { useI18n } from '../i18n/index.js';
import { day, valueName } from '../i18n/format.js';
import type { Texts } from '../i18n/index.js';
import { Notice } from '../parts/Notice.js';
import type { Outcome, Telling } from './telling.js';

/** What should be known beside the answer: what may change the decision as a warning, the rest quietly. */
export function Remarks({ told, outcome }: { told: Telling; outcome: Outcome }) {
  const { t } = useI18n();
  const codes = new Set<string>(outcome.notices.map(({ code }) => code));
  const lanes = told.degraded.map((lane) => t.results.laneNames[lane] ?? lane).join(', ');
  const texts = remarks(told, t);
  const chosen = (from: [string, string][]) => from.filter(([code, text]) => codes.has(code) && text);
  const warnings = chosen(texts.warnings);
  const quiet = chosen(texts.quiet);
  if (lanes) warnings.push(['degraded', t.results.degraded(lanes)]);
  return (
    <>
      {warnings.length > 0 && (
        <Notice tone="warning">
          {warnings.map(([code, text]) => (
            <p key={code}>{text}</p>
          ))}
        </Notice>
      )}
      {quiet.length > 0 && (
        <ul className="remarks">
          {quiet.map(([code, text]) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function remarks({ sentences }: Telling, t: Texts): Record<'warnings' | 'quiet', [string, string][]> {
  const quotes = sentences.flatMap((sentence) => sentence.quotes);
  const distinct = (values: (string | null)[]) =>
    [...new Set(values.filter((value) => value !== null))].sort();
  const treated = (flag: string) =>
    distinct(
      quotes
        .filter(({ treatments }) => treatments.some((own) => own.flag === flag))
        .map(({ documentTitle }) => documentTitle),
    ).join('; ');
  const dates = distinct(quotes.map(({ date }) => date)).map((date) => day(date, t));
  const kinds = distinct(quotes.map(({ kind }) => kind)).map((kind) => valueName('kind', kind, t));
  const languages = distinct(quotes.map(({ language }) => language)).map((code) => t.languages[code] ?? code);
  const r = t.answer.remarks;
  return {
    warnings: [
      ['source-overturned', r.overturned(treated('overturned'))],
      ['practice-changed', r.changed(treated('changed-practice'))],
      ['model-unavailable', r.modelUnavailable],
      ['incomplete', r.incomplete],
      ['unsupported-sentences', r.unsupported],
    ],
    quiet: [
      ['personal-data-masked', r.masked],
      ['sources-differ-in-date', r.dates(dates[0] ?? '', dates.at(-1) ?? '')],
      ['sources-differ-in-kind', r.kinds(kinds.join(', '))],
      ['other-languages', r.languages(languages.join(', '))],
    ],
  };
}
