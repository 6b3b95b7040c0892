import type { Refusal } from '../api/openapi.js';
import { day } from '../i18n/format.js';
import { useI18n, type Texts } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { Validity } from '../parts/Validity.js';
import { isNarrowed, searchAddress, widened, type Query } from '../search/query.js';
import { SourceLink } from '../source/SourceLink.js';
import { dayIn } from './outdated.js';
import type { Outcome } from './telling.js';

interface Props {
  refusal: Refusal;
  outcome: Outcome | null;
  query: Query;
}

/** Why there is no answer, and what can be tried instead, by one click where a click can do it. */
export function Refused({ refusal: { reason, suggestions, outdated }, outcome, query }: Props) {
  const { t } = useI18n();
  const near = reason.code === 'no-relevant-passage' && outcome ? nearness(outcome, t) : null;
  const instead = [
    ...(reason.code === 'model-unavailable'
      ? [{ text: t.answer.quotesOnly, to: { ...query, ask: true, quotesOnly: true } }]
      : []),
    ...(reason.code === 'no-relevant-passage' && isNarrowed(query)
      ? [{ text: t.answer.everywhere, to: widened(query) }]
      : []),
  ];
  return (
    <>
      <p>
        {t.answer.refused[reason.code] ?? reason.message} {near}
      </p>
      {reason.rule && <p className="rule">{(reason.use && t.answer.rules[reason.use]) ?? reason.rule}</p>}
      {reason.contact && (
        <p>
          {t.answer.contact} <strong>{reason.contact}</strong>
        </p>
      )}
      {outdated.map(({ quote, inForce }) => (
        <Outdated key={quote.passageId + quote.start} quote={quote} inForce={inForce} query={query} />
      ))}
      {suggestions.length > 0 && (
        <>
          <h3>{t.answer.suggestions}</h3>
          <ul className="suggestions">
            {suggestions.map((q) => (
              <li key={q}>
                <Link href={searchAddress({ ...query, q, previous: [], ask: false, page: 1, open: null })}>
                  {q}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {instead.map(({ text, to }) => (
        <p key={text}>
          <Link href={searchAddress({ ...to, page: 1, open: null })}>{text}</Link>
        </p>
      ))}
    </>
  );
}

/** The threshold in plain words: nothing at all, something else, or not surely this. */
function nearness({ answerability }: Outcome, t: Texts): string {
  if (answerability === null) return t.answer.near.nothing;
  return answerability < 0.25 ? t.answer.near.other : t.answer.near.unsure;
}

function Outdated({ quote, inForce, query }: Refusal['outdated'][number] & { query: Query }) {
  const { t } = useI18n();
  const asOf = dayIn(quote);
  return (
    <div className="outdated">
      <blockquote className="passage" lang={quote.language}>
        {quote.text.trim()}
      </blockquote>
      <p className="hit-facts">
        <SourceLink version={quote.versionId} range={quote} q={query.q} lang={quote.language}>
          {quote.documentTitle}
        </SourceLink>
        <Validity period={{ ...quote, current: false }} />
      </p>
      <ul className="outdated-ways">
        {inForce && (
          <li>
            {t.answer.inForce}{' '}
            <SourceLink version={inForce.versionId} q={query.q}>
              {inForce.documentTitle}
            </SourceLink>
          </li>
        )}
        {asOf && (
          <li>
            <Link href={searchAddress({ ...query, asOf, ask: true, page: 1, open: null })}>
              {t.answer.askAsOf(day(asOf, t))}
            </Link>
          </li>
        )}
      </ul>
    </div>
  );
}
