import { useId } from 'react';
import { useLoad } from '../api/useLoad.js';
import { moment } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { ProblemNotice } from '../parts/Notice.js';
import { navigate } from '../url.js';
import { TitleForm } from './TitleForm.js';
import { renew, useAction, useWork } from './useWork.js';

/** The cases, the last changed first, and a way to begin one. */
export function Cases() {
  const { t } = useI18n();
  const id = useId();
  const work = useWork();
  const cases = useLoad('cases', work.cases, { fresh: true });
  const { run, busy, error } = useAction();
  const begin = (title: string) =>
    void run(async () => {
      const made = await work.createCase(title);
      await renew('cases');
      navigate(`/work/cases/${made.id}`);
    });
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
      <TitleForm
        label={t.work.newCase}
        button={t.work.begin}
        kind="secondary"
        placeholder={t.work.caseExample}
        busy={busy}
        onTitle={begin}
      />
    </section>
  );
}
