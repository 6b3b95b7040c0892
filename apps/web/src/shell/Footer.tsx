import { useI18n } from '../i18n/index.js';

export function Footer() {
  const { t } = useI18n();
  return (
    <footer className="site-footer">
      <div className="wrap site-footer-row">
        <p>{t.shell.footer}</p>
        <a href="/api/docs">{t.shell.api}</a>
      </div>
    </footer>
  );
}
