import { useId } from 'react';
import type { Corpus, SavedSearch } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { sinceWhen } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { ProblemNotice } from '../parts/Notice.js';
import { queryOf, searchAddress } from '../search/query.js';
import { Narrowed } from './Narrowed.js';
import { renew, useAction, useWork } from './useWork.js';

/** The saved searches, each with how much has come in since it was last looked at. */
export function SavedSearches() {
  const { t } = useI18n();
  const id = useId();
  const work = useWork();
  const saved = useLoad('saved', work.saved, { fresh: true });
  const corpora = useLoad('corpora', requests.corpora);
  return (
    <section aria-labelledby={id} aria-busy={saved.loading}>
      <h2 id={id}>{t.work.saved}</h2>
      {saved.error && <ProblemNotice error={saved.error} retry={saved.reload} />}
      {saved.data?.length === 0 && <p>{t.work.noSaved}</p>}
      <ul className="case-list">
        {saved.data?.map((one) => (
          <li key={one.id}>
            <Saved saved={one} corpora={corpora.data ?? []} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Saved({ saved: { id, request, seenAt }, corpora }: { saved: SavedSearch; corpora: Corpus[] }) {
  const { t } = useI18n();
  const work = useWork();
  const { run, busy, error } = useAction();
  const news = useLoad(
    `news ${seenAt} ${JSON.stringify(request)}`,
    (signal) => requests.news(request, seenAt, signal),
    { fresh: true },
  );
  const query = queryOf(request);
  const see = (until: string) =>
    run(async () => {
      await work.seen(id, until);
      await renew('saved');
    });
  const problem = error ?? news.error;
  return (
    <>
      <Link href={searchAddress(query)}>{request.query}</Link>
      <Narrowed query={query} corpora={corpora} />
      {problem && <ProblemNotice error={problem} retry={news.reload} />}
      <span className="row">
        {news.data && news.data.total > 0 ? (
          <Link
            className="news"
            href={searchAddress({ ...query, since: seenAt })}
            onClick={() => void see(news.data!.until)}
          >
            {t.work.news(news.data.total, sinceWhen(seenAt, t))}
          </Link>
        ) : (
          <span className="quiet" role={news.loading ? 'status' : undefined}>
            {news.loading ? t.loading : t.work.noNews(sinceWhen(seenAt, t))}
          </span>
        )}
        <button
          type="button"
          className="text-button"
          aria-label={t.work.forgetSearch(request.query)}
          disabled={busy}
          onClick={() => void run(() => work.forget(id).then(() => renew('saved')))}
        >
          {t.work.forget}
        </button>
      </span>
    </>
  );
}
