import { useState } from 'react';
import { asApiError, type ApiError } from '../api/client.js';
import type { Corpus } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { moment } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { Notice, ProblemNotice } from '../parts/Notice.js';
import { useReasons } from '../parts/reasons.js';
import { sourceAddress } from '../source/address.js';
import { stateText } from './UploadItem.js';
import type { ToldIngestions } from './useIngestions.js';

const SHOWN = 20;

/** The latest ingestions, as they go on; failed ones can be tried again. */
export function Recent({ corpora, told }: { corpora: Corpus[]; told: ToldIngestions }) {
  const { t } = useI18n();
  const reasons = useReasons();
  const [refused, setRefused] = useState<ApiError | null>(null);
  const curated = (slug: string) => corpora.find((corpus) => corpus.slug === slug);
  const items = [...(told.known?.values() ?? [])]
    .filter(({ corpus }) => curated(corpus))
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .slice(0, SHOWN);

  const retry = (id: string) =>
    requests.retryIngestion(id).then(
      (ingestion) => {
        setRefused(null);
        told.learn(ingestion);
      },
      (cause: unknown) => setRefused(asApiError(cause)),
    );

  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{t.upload.recent}</h2>
      {told.lost && (
        <Notice tone="warning">
          <p>{t.upload.lost}</p>
        </Notice>
      )}
      {told.error && <ProblemNotice error={told.error} retry={told.again} />}
      {refused && <ProblemNotice error={refused} />}
      {told.known && items.length === 0 && <p className="quiet">{t.upload.nothingRecent}</p>}
      <ul className="recent">
        {items.map((item) => (
          <li key={item.id}>
            <span className="recent-name">
              {item.versionId && item.state !== 'failed' ? (
                <Link href={sourceAddress(item.versionId)}>{item.fileName}</Link>
              ) : (
                item.fileName
              )}
            </span>
            <span className="quiet">
              <span lang={curated(item.corpus)?.language}>{curated(item.corpus)?.title}</span> ·{' '}
              {moment(item.createdAt, t)}
            </span>
            <span className={`state state-${item.state}`}>{stateText(item.state, item.stage, t)}</span>
            {item.reason && <span className="recent-reason">{reasons.reason(item.reason)}</span>}
            {item.state === 'failed' && (
              <button
                type="button"
                className="text-button"
                aria-label={`${t.upload.retry}: ${item.fileName}`}
                onClick={() => void retry(item.id)}
              >
                {t.upload.retry}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
