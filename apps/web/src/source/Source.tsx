import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Corpus, Version } from '../api/openapi.js';
import { day, valueName } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import type { Range } from '../parts/ranges.js';
import { showWhenSettled } from '../parts/scroll.js';
import { Validity } from '../parts/Validity.js';
import { entry, restorePlace } from '../url.js';
import { useVisit } from '../work/useWork.js';
import { About } from './About.js';
import type { SourceView } from './address.js';
import { blocksOf } from './blocks.js';
import { findAll, step } from './find.js';
import { FindInDocument } from './FindInDocument.js';
import { Outline } from './Outline.js';
import { PageImages } from './PageImages.js';
import { showsPages } from './pages.js';
import { useSelectedRange } from './selection.js';
import { Similar } from './Similar.js';
import { Explanation } from '../tasks/Explanation.js';
import { Summary } from '../tasks/Summary.js';
import { SourceText } from './SourceText.js';
import { Tools } from './Tools.js';
import { usePlaces } from './usePlaces.js';
import { VersionBanner } from './VersionBanner.js';
import { Versions } from './Versions.js';

const Comparison = lazy(async () => ({ default: (await import('./Comparison.js')).Comparison }));

interface Props {
  version: Version;
  corpus: Corpus | undefined;
  range: Range | null;
  q: string;
  view: SourceView;
  /** It stands beside the results. */
  beside: boolean;
}

export function Source({ version, corpus, range, q, view, beside }: Props) {
  const { t } = useI18n();
  useVisit({ version: version.id });
  const blocks = useMemo(() => blocksOf(version), [version]);
  const places = usePlaces(version, q);
  const [sought, setSought] = useState('');
  const wanted = useDeferredValue(sought);
  const finds = useMemo(() => findAll(version.text, wanted), [version.text, wanted]);
  const [target, setTarget] = useState(range);
  const steps = wanted.trim() ? finds : places.passages;
  const marks = useMemo(
    () => ({ target, words: wanted.trim() ? finds : places.words }),
    [target, wanted, finds, places.words],
  );

  const content = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const selected = useSelectedRange(content);
  const asPages = showsPages(version, view);

  const showTarget = useCallback(() => {
    const mark = content.current?.querySelector<HTMLElement>('.mark-target, .box-target, .comparison');
    if (!mark) return;
    showWhenSettled(mark);
    mark.focus({ preventScroll: true });
  }, []);
  useEffect(showTarget, [target, asPages, showTarget]);
  useEffect(() => {
    if (!range && entry().number > 0) title.current?.focus({ preventScroll: true });
  }, [range]);
  useEffect(restorePlace, []);

  const go = (by: 1 | -1) => {
    const to = steps[step(steps, target, by)];
    if (to) setTarget({ ...to });
  };
  const at = steps.findIndex(({ start, end }) => start === target?.start && end === target.end);
  const Title = beside ? 'h2' : 'h1';
  return (
    <>
      <Tools version={version} corpus={corpus} chosen={selected ?? target} q={q} view={view} beside={beside}>
        <FindInDocument sought={sought} onSought={setSought} count={steps.length} at={at} onStep={go} />
      </Tools>
      <div className={beside ? 'source' : 'wrap page source source-alone'}>
        <header className="source-head">
          <Title ref={title} tabIndex={-1} lang={version.language}>
            {version.title}
          </Title>
          <p className="hit-facts">
            {version.kind && <span>{valueName('kind', version.kind, t)}</span>}
            {version.date && <span>{day(version.date, t)}</span>}
            <span lang={corpus?.language}>{corpus?.title ?? version.document.corpus}</span>
            <Validity period={version} />
          </p>
          <VersionBanner version={version} q={q} />
        </header>
        <aside className="source-side" aria-label={t.source.side}>
          <Outline blocks={blocks} version={version} beside={beside} onGo={setTarget} />
          <Versions version={version} q={q} beside={beside} />
          <Summary version={version} q={q} beside={beside} />
          <Explanation version={version} place={selected ?? target} q={q} beside={beside} />
          <Similar version={version} range={target} beside={beside} />
          <About version={version} corpus={corpus} beside={beside} />
        </aside>
        <section ref={content} className="source-content" aria-label={t.source.text}>
          {view.compare ? (
            <Suspense fallback={<p role="status">{t.loading}</p>}>
              <Comparison version={version} other={view.compare} q={q} onDrawn={showTarget} />
            </Suspense>
          ) : asPages ? (
            <PageImages version={version} marks={marks} onTargetDrawn={showTarget} />
          ) : (
            <div className="source-text" lang={version.language}>
              <SourceText text={version.text} blocks={blocks} marks={marks} above={beside ? 2 : 1} />
            </div>
          )}
        </section>
      </div>
    </>
  );
}
