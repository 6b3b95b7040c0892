import { useRef } from 'react';
import type { Corpus, Feedback } from '../api/openapi.js';
import { useKey } from '../api/key.js';
import * as requests from '../api/requests.js';
import { loads, useLoad } from '../api/useLoad.js';
import { moment } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { Link } from '../parts/Link.js';
import { ProblemNotice } from '../parts/Notice.js';
import { useArrivalFocus, useTitle } from '../parts/page.js';
import { sourceAddress } from '../source/address.js';
import { KeyForm } from '../upload/KeyForm.js';
import { useAction } from '../work/useWork.js';
import { citationOf, quoteOf } from '../work/pin.js';

/** What readers say of answers, for the curators of what they were made from. */
export function FeedbackPage() {
  const { t } = useI18n();
  const key = useKey();
  const title = useRef<HTMLHeadingElement>(null);
  useTitle(t.feedback.list);
  useArrivalFocus(title);
  return (
    <div className="wrap page narrow">
      <h1 ref={title} tabIndex={-1}>
        {t.feedback.list}
      </h1>
      {key ? <Waiting /> : <KeyForm />}
    </div>
  );
}

function Waiting() {
  const { t } = useI18n();
  const feedback = useLoad('feedback', requests.feedback, { fresh: true });
  const corpora = useLoad('corpora', requests.corpora);
  const { data, error } = feedback;
  if (error?.status === 401) return <KeyForm rejected />;
  if (error) return <ProblemNotice error={error} retry={feedback.reload} />;
  if (!data || !corpora.data) return <p role="status">{t.loading}</p>;
  if (corpora.data.every(({ role }) => role === 'reader')) return <p>{t.feedback.noCurator}</p>;
  const left = data.total - data.items.length;
  return (
    <>
      <p className="quiet">{t.feedback.hint}</p>
      {data.items.length === 0 && <p>{t.feedback.none}</p>}
      <ul className="case-list feedback-list">
        {data.items.map((item) => (
          <li key={item.id}>
            <Said item={item} corpora={corpora.data ?? []} />
          </li>
        ))}
      </ul>
      {left > 0 && <p className="quiet">{t.feedback.more(left)}</p>}
    </>
  );
}

function Said({ item, corpora }: { item: Feedback; corpora: Corpus[] }) {
  const { t } = useI18n();
  const { run, busy, error } = useAction();
  const settle = async () => {
    const done = await run(async () => {
      await requests.settleFeedback(item.id);
      await loads.invalidateQueries({ predicate: ({ queryKey: [what] }) => what === 'feedback' });
    });
    if (done) announce(t.feedback.settled);
  };
  const reason = t.feedback.reasons[item.reason] ?? item.reason;
  const titles = item.corpora.map((slug) => corpora.find((one) => one.slug === slug)?.title ?? slug);
  return (
    <>
      <h2 className="feedback-reason">{reason}</h2>
      <span className="quiet">
        {t.feedback.from(item.from ?? t.feedback.anonymous, moment(item.createdAt, t))}
      </span>
      {item.comment && <p className="said">{item.comment}</p>}
      {item.question && (
        <p className="said">
          {t.feedback.asked} {item.question}
        </p>
      )}
      {item.place ? <About place={item.place} corpora={corpora} /> : <span>{titles.join(', ')}</span>}
      {error && <ProblemNotice error={error} />}
      <span>
        <button
          type="button"
          className="button button-secondary"
          aria-label={t.feedback.settleAbout(reason)}
          disabled={busy}
          onClick={() => void settle()}
        >
          {t.feedback.settle}
        </button>
      </span>
    </>
  );
}

function About({ place, corpora }: { place: NonNullable<Feedback['place']>; corpora: Corpus[] }) {
  const { t } = useI18n();
  const { version, start, end, excerpt } = place;
  if (!excerpt) return <span>{t.work.withheld}</span>;
  const range = start !== null && end !== null ? { start, end } : null;
  return (
    <>
      <blockquote className="passage" lang={excerpt.version.language}>
        {quoteOf(excerpt)}
      </blockquote>
      <Link href={sourceAddress(version, range)} lang={excerpt.version.language}>
        {citationOf(excerpt, corpora)}
      </Link>
    </>
  );
}
