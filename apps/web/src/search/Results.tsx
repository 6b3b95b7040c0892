import type { ReactNode, RefObject } from 'react';
import type { Corpus, Hit, SearchResponse } from '../api/openapi.js';
import type { Loaded } from '../api/useLoad.js';
import { day } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { useAnnouncement } from '../parts/announce.js';
import { Icon } from '../parts/Icon.js';
import { Link } from '../parts/Link.js';
import { Notice, ProblemNotice } from '../parts/Notice.js';
import { SaveSearch } from '../work/SaveSearch.js';
import { overviewAddress } from '../tasks/address.js';
import { CompareBar } from '../tasks/CompareBar.js';
import { Chips } from './Chips.js';
import { Empty } from './Empty.js';
import { Facets } from './Facets.js';
import { HitCard } from './HitCard.js';
import { Paging } from './Paging.js';
import { DidYouMean } from './DidYouMean.js';
import { HitSkeletons } from './HitSkeletons.js';
import { isNarrowed, widened, type Query } from './query.js';
import { SortOrder } from './SortOrder.js';

interface Props {
  query: Query;
  corpora: Corpus[];
  found: Loaded<SearchResponse>;
  /** What a question came nearest to that was refused an answer; null when none was. */
  nearest: Hit[] | null;
  /** An answer is told above, and spoken of; then the results are not. */
  asked: boolean;
  heading: RefObject<HTMLHeadingElement | null>;
  go: (query: Query, toTop?: boolean) => void;
  /** The answer, above the hits. */
  children: ReactNode;
}

export function Results({ query, corpora, found, nearest, asked, heading, go, children }: Props) {
  const { t } = useI18n();
  const { data, error, loading } = found;
  const spoken = loading ? t.results.searching : data ? t.results.announce(data.total) : null;
  useAnnouncement(asked ? null : spoken);

  const hits = data && data.hits.length === 0 && nearest ? nearest : (data?.hits ?? []);
  const lanes = data?.degraded?.map((lane) => t.results.laneNames[lane] ?? lane).join(', ');
  return (
    <div className={query.open ? 'page results is-beside' : 'page results'}>
      <aside className="results-side" aria-label={t.filters.title}>
        {data && <Facets query={query} facets={data.facets} corpora={corpora} go={go} />}
      </aside>
      <div className="results-main">
        {children}
        <section aria-labelledby="results" aria-busy={loading} className={loading ? 'is-loading' : undefined}>
          <div className="results-head">
            <h2 id="results" ref={heading} tabIndex={-1}>
              {nearest && hits.length > 0 ? t.results.nearest : t.results.title}
            </h2>
            <p className="quiet">
              {loading ? t.results.searching : data && t.results.count(data.total)}
              {!loading && data && query.asOf && `, ${t.results.asOf(day(data.scope.asOf, t))}`}
            </p>
            {data && <SaveSearch query={query} />}
            {data && data.total > 1 && (
              <Link className="icon-link to-overview" href={overviewAddress(query)}>
                <Icon name="table" />
                {t.tasks.overview}
              </Link>
            )}
            {data && data.total > 1 && <SortOrder query={query} go={go} />}
          </div>
          {isNarrowed(query) && <Chips query={query} facets={data?.facets ?? []} corpora={corpora} go={go} />}
          {lanes && (
            <Notice tone="warning">
              <p>{t.results.degraded(lanes)}</p>
            </Notice>
          )}
          {error && (
            <ProblemNotice error={error} retry={found.reload}>
              {isNarrowed(query) && (
                <button
                  type="button"
                  className="button button-secondary"
                  onClick={() => go(widened(query), true)}
                >
                  {t.empty.filters}
                </button>
              )}
            </ProblemNotice>
          )}
          {data?.didYouMean && <DidYouMean query={query} instead={data.didYouMean} />}
          {loading && !data && <HitSkeletons />}
          {!error && data && hits.length === 0 && <Empty query={query} go={go} />}
          {!error && (
            <ol className="hits">
              {hits.map((hit) => (
                <li key={hit.passage.id}>
                  <HitCard hit={hit} query={query} corpora={corpora} />
                </li>
              ))}
            </ol>
          )}
          <CompareBar query={query} />
          {data && <Paging query={query} total={data.total} go={go} />}
        </section>
      </div>
    </div>
  );
}
