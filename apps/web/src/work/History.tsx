import { useId } from 'react';
import type { Visit } from '../api/openapi.js';
import { useLoad } from '../api/useLoad.js';
import { moment } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { Link } from '../parts/Link.js';
import { ProblemNotice } from '../parts/Notice.js';
import { queryOf, searchAddress } from '../search/query.js';
import { sourceAddress } from '../source/address.js';
import { renew, useAction, useWork } from './useWork.js';

/** What was searched and opened, the newest first, until it is cleared. */
export function History() {
  const { t } = useI18n();
  const id = useId();
  const work = useWork();
  const history = useLoad('history', work.history, { fresh: true });
  const { run, busy, error } = useAction();
  const clear = async () => {
    const done = await run(() => work.clearHistory().then(() => renew('history')));
    if (done) announce(t.work.noHistory);
  };
  const problem = error ?? history.error;
  return (
    <section aria-labelledby={id} aria-busy={history.loading}>
      <div className="results-head">
        <h2 id={id}>{t.work.history}</h2>
        {history.data && history.data.length > 0 && (
          <button type="button" className="text-button" disabled={busy} onClick={() => void clear()}>
            {t.work.clearHistory}
          </button>
        )}
      </div>
      {problem && <ProblemNotice error={problem} retry={history.reload} />}
      {history.data?.length === 0 && <p>{t.work.noHistory}</p>}
      <ul className="case-list history">
        {history.data?.map((visit) => (
          <li key={visit.id}>
            <Visited visit={visit} />
            <span className="quiet">{moment(visit.at, t)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Visited({ visit: { request, version, excerpt } }: { visit: Visit }) {
  const { t } = useI18n();
  if (request)
    return (
      <span>
        {t.work.searched} <Link href={searchAddress(queryOf(request))}>{request.query}</Link>
      </span>
    );
  if (!excerpt || !version) return <span>{t.work.withheld}</span>;
  return (
    <span>
      {t.work.opened}{' '}
      <Link href={sourceAddress(version)} lang={excerpt.version.language}>
        {excerpt.document.title}
      </Link>
    </span>
  );
}
