import { useKey } from '../api/key.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { Account } from './Account.js';
import { LanguageSwitch } from './LanguageSwitch.js';

export function Header({ path }: { path: string }) {
  const { t } = useI18n();
  const key = useKey();
  const me = useLoad(key ? 'me' : null, requests.me, { fresh: true });
  const curates = me.data?.admin || me.data?.corpora.some(({ role }) => role !== 'reader');
  const pages = [
    { href: '/', name: t.shell.search, here: path === '/' },
    { href: '/work', name: t.work.title, here: path.startsWith('/work') },
    ...(curates
      ? [
          { href: '/upload', name: t.shell.upload, here: path === '/upload' },
          { href: '/feedback', name: t.shell.feedback, here: path === '/feedback' },
        ]
      : []),
    { href: '/help', name: t.shell.help, here: path === '/help' },
  ];
  return (
    <header className="site-header">
      <div className="wrap site-header-row">
        <Link href="/" className="wordmark">
          <img src="/favicon.svg" alt="" width="32" height="32" />
          <span className="wordmark-name">Kilde</span>
          <span className="wordmark-tagline">{t.shell.tagline}</span>
        </Link>
        <nav aria-label={t.shell.nav} className="site-nav">
          {pages.map(({ href, name, here }) => (
            <Link key={href} href={href} aria-current={here ? 'page' : undefined}>
              {name}
            </Link>
          ))}
        </nav>
        <Account me={me} />
        <LanguageSwitch />
      </div>
    </header>
  );
}
