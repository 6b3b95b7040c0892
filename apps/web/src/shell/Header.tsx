import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { Account } from './Account.js';
import { LanguageSwitch } from './LanguageSwitch.js';

export function Header({ path }: { path: string }) {
  const { t } = useI18n();
  const current = (here: boolean) => (here ? 'page' : undefined);
  return (
    <header className="site-header">
      <div className="wrap site-header-row">
        <Link href="/" className="wordmark">
          <img src="/favicon.svg" alt="" width="32" height="32" />
          <span className="wordmark-name">Kilde</span>
          <span className="wordmark-tagline">{t.shell.tagline}</span>
        </Link>
        <nav aria-label={t.shell.nav} className="site-nav">
          <Link href="/" aria-current={current(path === '/')}>
            {t.shell.search}
          </Link>
          <Link href="/work" aria-current={current(path.startsWith('/work'))}>
            {t.work.title}
          </Link>
          <Link href="/upload" aria-current={current(path === '/upload')}>
            {t.shell.upload}
          </Link>
        </nav>
        <Account />
        <LanguageSwitch />
      </div>
    </header>
  );
}
