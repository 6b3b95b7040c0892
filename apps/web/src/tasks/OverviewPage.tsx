import { useRef } from 'react';
import type { OverviewRequest, OverviewResponse } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { inLanguage } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { useAnnouncement } from '../parts/announce.js';
import { Link } from '../parts/Link.js';
import { ProblemNotice } from '../parts/Notice.js';
import { useArrivalFocus, useTitle } from '../parts/page.js';
import { readQuery, scope, searchAddress } from '../search/query.js';
import { Narrowed } from '../work/Narrowed.js';
import { readTold } from './address.js';
import { ExportOverview } from './ExportOverview.js';
import { OverviewForm } from './OverviewForm.js';
import { citedIn, DocumentHead, Values } from './Values.js';

/** All that a search finds, read into a table: a row for each document, a column for each thing asked of it. */
export function OverviewPage({ url }: { url: URL }) {
  const { t } = useI18n();
  const query = readQuery(url.searchParams);
  const told = readTold(url.searchParams);
  const request: OverviewRequest = {
    ...{ query: query.q, ...scope(query), limit: told.most },
    columns: [...told.columns, ...told.questions.map((question) => ({ question }))],
  };
  const made = useLoad(
    query.q ? `overview ${JSON.stringify(request)}` : null,
    (signal) => requests.overview(request, signal),
    { fresh: true, once: true },
  );
  const corpora = useLoad('corpora', requests.corpora);
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(t.tasks.overview);
  useArrivalFocus(heading);
  const { data } = made;
  useAnnouncement(made.loading ? t.tasks.reading : data ? t.tasks.overviewRead(data.read, data.found) : null);
  return (
    <div className="wrap-wide page" aria-busy={made.loading}>
      <h1 ref={heading} tabIndex={-1}>
        {t.tasks.overview}
      </h1>
      {query.q && (
        <p>
          <Link href={searchAddress(query)}>{query.q}</Link>{' '}
          <Narrowed query={query} corpora={corpora.data ?? []} />
        </p>
      )}
      <OverviewForm key={url.search} query={query} told={told} corpora={corpora.data ?? []} />
      {made.loading && <p>{t.tasks.reading}</p>}
      {made.error && <ProblemNotice error={made.error} retry={made.reload} />}
      {data && <Overview overview={data} q={query.q} />}
      {data && data.rows.length > 0 && <ExportOverview request={request} />}
    </div>
  );
}

function Overview({
  overview: { columns, rows, read, found, left },
  q,
}: {
  overview: OverviewResponse;
  q: string;
}) {
  const { language, t } = useI18n();
  const cited = citedIn(rows);
  return (
    <>
      <p>
        {t.tasks.overviewRead(read, found)}{' '}
        {left.map(({ code, count }) => t.tasks.left[code](count)).join(' ')}
      </p>
      {rows.length > 0 && (
        <div className="table-room" role="region" aria-label={t.tasks.overview} tabIndex={0}>
          <table className="side-by-side">
            <thead>
              <tr>
                <th scope="col">{t.tasks.document}</th>
                {columns.map(({ name, label }) => (
                  <th key={name} scope="col">
                    {inLanguage(label, language) ?? name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ source, cells }) => (
                <tr key={source.versionId}>
                  <th scope="row">
                    <DocumentHead source={source} q={q} />
                  </th>
                  {cells.map((cell, at) => (
                    <td key={columns[at]?.name}>
                      <Values field={columns[at]?.name ?? ''} cell={cell} cited={cited} q={q} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="quiet">{t.tasks.note}</p>
    </>
  );
}
