import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import {
  I18nContext,
  initialLanguage,
  isLanguage,
  storeLanguage,
  texts,
  useI18n,
  type Language,
} from './i18n/index.js';
import { LiveRegion } from './parts/announce.js';
import { jump } from './parts/jump.js';
import { Link } from './parts/Link.js';
import { Notice } from './parts/Notice.js';
import { SearchPage } from './search/SearchPage.js';
import { Footer } from './shell/Footer.js';
import { useShortcuts } from './shell/shortcuts.js';
import { Header } from './shell/Header.js';
import { SourcePage } from './source/SourcePage.js';
import { navigate, useUrl } from './url.js';

const CasePage = lazy(async () => ({ default: (await import('./work/CasePage.js')).CasePage }));
const ComparePage = lazy(async () => ({ default: (await import('./tasks/ComparePage.js')).ComparePage }));
const DraftPage = lazy(async () => ({ default: (await import('./tasks/DraftPage.js')).DraftPage }));
const OverviewPage = lazy(async () => ({ default: (await import('./tasks/OverviewPage.js')).OverviewPage }));
const FeedbackPage = lazy(async () => ({
  default: (await import('./feedback/FeedbackPage.js')).FeedbackPage,
}));
const HelpPage = lazy(async () => ({ default: (await import('./help/HelpPage.js')).HelpPage }));
const KeysDialog = lazy(async () => ({ default: (await import('./help/Keys.js')).KeysDialog }));
const UploadPage = lazy(async () => ({ default: (await import('./upload/UploadPage.js')).UploadPage }));
const WorkPage = lazy(async () => ({ default: (await import('./work/WorkPage.js')).WorkPage }));

export function App() {
  const url = useUrl();
  const [chosen, setChosen] = useState<Language>(initialLanguage);
  const named = url.searchParams.get('lang');
  const language = isLanguage(named) ? named : chosen;
  const t = texts[language];

  const [showsKeys, setShowsKeys] = useState(false);
  useShortcuts(setShowsKeys);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const i18n = useMemo(() => {
    const choose = (next: Language) => {
      storeLanguage(next);
      setChosen(next);
      const address = new URL(location.href);
      address.searchParams.set('lang', next);
      navigate(address.pathname + address.search + address.hash, { replace: true });
    };
    return { language, t, choose };
  }, [language, t]);

  return (
    <I18nContext value={i18n}>
      <a className="skip-link" href="#content" onClick={jump}>
        {t.skip}
      </a>
      <Header path={url.pathname} />
      <main id="content" tabIndex={-1}>
        <Suspense>
          <Page url={url} />
        </Suspense>
      </main>
      <Footer />
      <LiveRegion />
      {showsKeys && (
        <Suspense>
          <KeysDialog onClose={() => setShowsKeys(false)} />
        </Suspense>
      )}
    </I18nContext>
  );
}

function Page({ url }: { url: URL }) {
  const source = /^\/source\/([^/]+)$/.exec(url.pathname)?.[1];
  if (url.pathname === '/') return <SearchPage url={url} />;
  if (source) return <SourcePage url={url} versionId={source} />;
  const found = /^\/work\/cases\/([^/]+)$/.exec(url.pathname)?.[1];
  if (url.pathname === '/work') return <WorkPage />;
  if (found) return <CasePage id={found} />;
  if (url.pathname === '/feedback') return <FeedbackPage />;
  if (url.pathname === '/overview') return <OverviewPage url={url} />;
  if (url.pathname === '/draft') return <DraftPage url={url} />;
  if (url.pathname === '/compare') return <ComparePage url={url} />;
  if (url.pathname === '/help') return <HelpPage />;
  if (url.pathname === '/upload') return <UploadPage />;
  return <NotFound />;
}

function NotFound() {
  const { t } = useI18n();
  return (
    <div className="wrap page">
      <h1>{t.notFound}</h1>
      <Notice tone="info">
        <p>
          <Link href="/">{t.toSearch}</Link>
        </p>
      </Notice>
    </div>
  );
}
