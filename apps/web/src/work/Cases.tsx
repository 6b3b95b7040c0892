import { useId, useState, type FormEvent } from 'react';
import { useLoad } from '../api/useLoad.js';
import { moment } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { ProblemNotice } from '../parts/Notice.js';
import { navigate } from '../url.js';
import { renew, useAction, useWork } from './useWork.js';

/** The cases, the last changed first, and a way to begin one. */
export function Cases() {
  const { t } = useI18n();
  const id = useId();
  const work = useWork();
  const cases = useLoad('cases', work.cases, { fresh: true });
  const [title, setTitle] = useState('');
  const { run, busy, error } = useAction();
  const begin = (event: FormEvent) => {
    event.preventDefault();
    if (!title.trim()) return;
    void run(async () => {
      const made = await work.createCase(title.trim());
      await renew('cases');
      navigate(`/work/cases/${made.id}`);
    });
  };
  return (
    <section aria-labelledby={`${id}title`} aria-busy={cases.loading}>
      <h2 id={`${id}title`}>{t.work.cases}</h2>
      {(error ?? cases.error) && <ProblemNotice error={(error ?? cases.error)!} />}
      {cases.data?.length === 0 && <p>{t.work.noCases}</p>}
      <ul className="case-list">
        {cases.data?.map((one) => (
          <li key={one.id}>
            <Link href={`/work/cases/${one.id}`}>{one.title}</Link>
            <span className="quiet">
              {t.work.pins(one.pins)}, {t.work.changed(moment(one.changedAt, t))}
            </span>
          </li>
        ))}
      </ul>
      <form onSubmit={begin}>
        <label className="form-label" htmlFor={id}>
          {t.work.newCase}
        </label>
        <div className="row">
          <input
            id={id}
            className="form-input"
            value={title}
            maxLength={200}
            placeholder={t.work.caseExample}
            onChange={(event) => setTitle(event.target.value)}
          />
          <button type="submit" className="button button-secondary" disabled={busy}>
            {t.work.begin}
          </button>
        </div>
      </form>
    </section>
  );
}
