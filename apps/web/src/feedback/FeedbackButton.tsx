import { useId, useState, type FormEvent } from 'react';
import type { Source } from '../answer/sources.js';
import * as requests from '../api/requests.js';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { Dialog } from '../parts/Dialog.js';
import { ProblemNotice } from '../parts/Notice.js';
import { useAction } from '../work/useWork.js';
import type { Reason } from '../api/requests.js';

interface Props {
  answer: string;
  question: string;
  sources: Source[];
  /** The corpora that were searched. */
  corpora: string[];
}

const REASONS: Reason[] = ['wrong', 'outdated', 'not-in-source', 'missing'];

/** Says to those who look after the documents what is wrong with an answer. */
export function FeedbackButton(props: Props) {
  const { t } = useI18n();
  const [asks, setAsks] = useState(false);
  const [sent, setSent] = useState(false);
  if (sent) return <p className="quiet">{t.feedback.sent}</p>;
  return (
    <p>
      <button type="button" className="text-button" aria-haspopup="dialog" onClick={() => setAsks(true)}>
        {t.feedback.ask}
      </button>
      {asks && (
        <FeedbackForm
          {...props}
          onClose={() => setAsks(false)}
          onSent={() => {
            setAsks(false);
            setSent(true);
            announce(t.feedback.sent);
          }}
        />
      )}
    </p>
  );
}

function FeedbackForm({
  answer,
  question,
  sources,
  corpora,
  onClose,
  onSent,
}: Props & { onClose: () => void; onSent: () => void }) {
  const { t } = useI18n();
  const id = useId();
  const [reason, setReason] = useState<Reason | null>(null);
  const [tried, setTried] = useState(false);
  const [about, setAbout] = useState(sources.length === 1 ? 0 : -1);
  const [comment, setComment] = useState('');
  const [withQuestion, setWithQuestion] = useState(true);
  const { run, busy, error } = useAction();

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!reason) return;
    const quote = sources[about]?.quote;
    const place = quote && { version: quote.versionId, start: quote.start, end: quote.end };
    const done = await run(() =>
      requests.sendFeedback({
        ...{ answer, reason, comment },
        ...(withQuestion && { question }),
        ...(place ? { place } : { corpora }),
      }),
    );
    if (done) onSent();
  };
  return (
    <Dialog title={t.feedback.title} onClose={onClose}>
      {error && <ProblemNotice error={error} />}
      <form className="feedback-form" onSubmit={(event) => void send(event)}>
        <fieldset aria-describedby={tried && !reason ? `${id}reason` : undefined}>
          <legend className="sr-only">{t.feedback.title}</legend>
          {REASONS.map((one) => (
            <div key={one} className="feedback-choice">
              <input
                type="radio"
                className="form-radio"
                id={id + one}
                name={`${id}reason`}
                checked={reason === one}
                onChange={() => setReason(one)}
              />
              <label htmlFor={id + one}>{t.feedback.reasons[one]}</label>
            </div>
          ))}
          {tried && !reason && (
            <p id={`${id}reason`} className="box-error" role="alert">
              {t.feedback.pick}
            </p>
          )}
        </fieldset>
        {sources.length > 0 && (
          <>
            <label className="form-label" htmlFor={`${id}about`}>
              {t.feedback.about}
            </label>
            <select
              id={`${id}about`}
              className="form-select"
              value={about}
              onChange={(event) => setAbout(Number(event.target.value))}
            >
              <option value={-1}>{t.feedback.whole}</option>
              {sources.map(({ number, quote }, at) => (
                <option key={number} value={at}>
                  {t.answer.source(number, quote.documentTitle)}
                </option>
              ))}
            </select>
          </>
        )}
        <label className="form-label" htmlFor={`${id}comment`}>
          {t.feedback.comment}
        </label>
        <textarea
          id={`${id}comment`}
          className="form-input"
          rows={3}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
        <div className="feedback-choice">
          <input
            type="checkbox"
            className="form-checkbox"
            id={`${id}question`}
            checked={withQuestion}
            aria-describedby={`${id}hint`}
            onChange={(event) => setWithQuestion(event.target.checked)}
          />
          <label htmlFor={`${id}question`}>{t.feedback.question}</label>
          <span id={`${id}hint`} className="quiet">
            {t.feedback.questionHint}
          </span>
        </div>
        <button type="submit" className="button button-primary" disabled={busy}>
          {t.feedback.send}
        </button>
      </form>
    </Dialog>
  );
}
