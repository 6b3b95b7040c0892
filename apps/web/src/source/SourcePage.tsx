import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Corpus, Version } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { day, valueName } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { useTitle } from '../parts/page.js';
import { ProblemNotice } from '../parts/Notice.js';
import type { Range } from '../parts/ranges.js';
import { Validity } from '../parts/Validity.js';
import { entry, restorePlace } from '../url.js';
import { About } from './About.js';
import { readRange } from './address.js';
import { blocksOf } from './blocks.js';
import { Outline } from './Outline.js';
import { SourceText } from './SourceText.js';
import { Tools } from './Tools.js';
import { VersionBanner } from './VersionBanner.js';

export function SourcePage({ url, versionId }: { url: URL; versionId: string }) {
  const { t } = useI18n();
  const loaded = useLoad(`version ${versionId}`, (signal) => requests.version(versionId, signal), {
    fresh: true,
  });
  const corpora = useLoad('corpora', requests.corpora);
  const range = useMemo(() => readRange(url.searchParams), [url]);
  useTitle(loaded.data?.title ?? '');

  // The text is drawn once everything above it is there, so that the marked place does not move away.
  if (!loaded.data || (corpora.loading && !corpora.data)) {
    return (
      <div className="wrap page" aria-busy={!loaded.error}>
        <h1 className={loaded.error ? undefined : 'sr-only'}>
          {loaded.error ? t.source.none : t.source.title}
        </h1>
        {!loaded.error && <p role="status">{t.loading}</p>}
        {loaded.error && <ProblemNotice error={loaded.error} retry={loaded.reload} />}
      </div>
    );
  }
  const { document } = loaded.data;
  return (
    <Source
      key={versionId}
      version={loaded.data}
      corpus={corpora.data?.find(({ slug }) => slug === document.corpus)}
      range={range}
      q={url.searchParams.get('q') ?? ''}
    />
  );
}

/** Scrolls to a place, and again when late fonts have moved it, unless the reader went on meanwhile. */
function showAt(place: HTMLElement) {
  place.scrollIntoView();
  const y = window.scrollY;
  void document.fonts.ready.then(() => {
    if (window.scrollY === y) place.scrollIntoView();
  });
}

interface Props {
  version: Version;
  corpus: Corpus | undefined;
  range: Range | null;
  q: string;
}

function Source({ version, corpus, range, q }: Props) {
  const { t } = useI18n();
  const blocks = useMemo(() => blocksOf(version), [version]);
  const article = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);

  useLayoutEffect(() => {
    const mark = article.current?.querySelector('mark');
    if (mark) showAt(mark);
    const goal = mark ?? (entry().number > 0 ? title.current : null);
    goal?.focus({ preventScroll: true });
  }, [range?.start, range?.end]);
  useEffect(restorePlace, []);

  return (
    <>
      <Tools version={version} range={range} q={q} />
      <div className="wrap page source">
        <header className="source-head">
          <h1 ref={title} tabIndex={-1} lang={version.language}>
            {version.title}
          </h1>
          <p className="hit-facts">
            {version.kind && <span>{valueName('kind', version.kind, t)}</span>}
            {version.date && <span>{day(version.date, t)}</span>}
            <span lang={corpus?.language}>{corpus?.title ?? version.document.corpus}</span>
            <Validity period={version} />
          </p>
          <VersionBanner version={version} q={q} />
        </header>
        <aside className="source-side">
          <Outline blocks={blocks} version={version} />
          <About version={version} corpus={corpus} q={q} />
        </aside>
        <section className="source-text" ref={article} aria-label={t.source.text} lang={version.language}>
          <SourceText text={version.text} blocks={blocks} range={range} />
        </section>
      </div>
    </>
  );
}
