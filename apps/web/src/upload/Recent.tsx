import { useEffect, useState } from 'react';
import type { Corpus, Ingestion } from '../api/openapi.js';
import { ApiError } from '../api/client.js';
import * as requests from '../api/requests.js';
import { moment } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { ProblemNotice } from '../parts/Notice.js';
import { useReasons } from '../parts/reasons.js';
import { sourceAddress } from '../source/address.js';
import { stateText } from './UploadItem.js';

const SHOWN = 20;
const POLL = 3000;
const isOnItsWay = ({ state }: Ingestion) => state === 'queued' || state === 'running';

/** The latest ingestions, read anew while any is on its way; failed ones can be tried again. */
export function Recent({ corpora, finished }: { corpora: Corpus[]; finished: number }) {
  const { t } = useI18n();
  const told = useReasons();
  const [items, setItems] = useState<Ingestion[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const aborter = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    requests.ingestions(SHOWN, aborter.signal).then(
      (latest) => {
        setItems(latest);
        setError(null);
        if (latest.some(isOnItsWay)) timer = setTimeout(() => setRound((n) => n + 1), POLL);
      },
      (cause: unknown) => {
        if (cause instanceof ApiError) setError(cause);
      },
    );
    return () => {
      aborter.abort();
      clearTimeout(timer);
    };
  }, [round, finished]);

  const again = () => setRound((n) => n + 1);
  const retry = (id: string) =>
    requests.retryIngestion(id).then(again, (cause: unknown) => {
      if (cause instanceof ApiError) setError(cause);
    });

  return (
    <section aria-labelledby="recent">
      <h2 id="recent">{t.upload.recent}</h2>
      {error && <ProblemNotice error={error} retry={again} />}
      {items?.length === 0 && <p className="quiet">{t.upload.nothingRecent}</p>}
      <ul className="recent">
        {items?.map((item) => (
          <li key={item.id}>
            <span className="recent-name">
              {item.versionId && item.state !== 'failed' ? (
                <Link href={sourceAddress(item.versionId)}>{item.fileName}</Link>
              ) : (
                item.fileName
              )}
            </span>
            <span className="quiet">
              {corpora.find(({ slug }) => slug === item.corpus)?.title ?? item.corpus} ·{' '}
              {moment(item.createdAt, t)}
            </span>
            <span className={`state state-${item.state}`}>{stateText(item.state, item.stage, t)}</span>
            {item.reason && <span className="recent-reason">{told.reason(item.reason)}</span>}
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
