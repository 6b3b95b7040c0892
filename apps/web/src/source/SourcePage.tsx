import { useMemo } from 'react';
import { useI18n } from '../i18n/index.js';
import { ProblemNotice } from '../parts/Notice.js';
import { useTitle } from '../parts/page.js';
import { readRange, readView } from './address.js';
import { Source } from './Source.js';
import { useSource } from './useSource.js';

/** A document on a page of its own. */
export function SourcePage({ url, versionId }: { url: URL; versionId: string }) {
  const { t } = useI18n();
  const { version, corpus, error, reload } = useSource(versionId);
  const range = useMemo(() => readRange(url.searchParams), [url]);
  useTitle(version?.title ?? '');

  if (!version) {
    return (
      <div className="wrap page" aria-busy={!error}>
        <h1 className={error ? undefined : 'sr-only'}>{error ? t.source.none : t.source.title}</h1>
        {!error && <p role="status">{t.loading}</p>}
        {error && <ProblemNotice error={error} retry={reload} />}
      </div>
    );
  }
  return (
    <Source
      key={`${versionId} ${range?.start} ${range?.end}`}
      version={version}
      corpus={corpus}
      range={range}
      q={url.searchParams.get('q') ?? ''}
      view={readView(url.searchParams)}
      beside={false}
    />
  );
}
