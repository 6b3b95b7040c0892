import type { ReactNode } from 'react';
import { ApiError } from '../api/client.js';
import { useI18n, type Texts } from '../i18n/index.js';
import { Link } from './Link.js';

type Tone = 'info' | 'success' | 'warning' | 'error';

export function Notice({ tone, title, children }: { tone: Tone; title?: string; children?: ReactNode }) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'error' ? 'alert' : undefined}>
      {title && <p className="notice-title">{title}</p>}
      {children}
    </div>
  );
}

/** What the server says in words goes first; without words there is a sentence of ours. */
export function problemText(error: ApiError, t: Texts): string {
  if (error.status === 0) return t.problem.unreachable;
  return error.message || (error.status === 404 ? t.problem.notFound : t.problem.unknown);
}

export function ProblemNotice({
  error,
  retry,
  children,
}: {
  error: ApiError;
  retry?: () => void;
  children?: ReactNode;
}) {
  const { t } = useI18n();
  const more = error.errors.filter(({ message }) => !error.message.includes(message));
  return (
    <Notice tone="error" title={t.problem.title}>
      <p>{problemText(error, t)}</p>
      {more.length > 0 && (
        <ul>
          {more.map(({ path, message }) => (
            <li key={path + message}>{path ? `${path}: ${message}` : message}</li>
          ))}
        </ul>
      )}
      <div className="row">
        {retry && (
          <button type="button" className="button button-secondary" onClick={retry}>
            {t.problem.retry}
          </button>
        )}
        {error.status === 401 && <Link href="/upload">{t.upload.keyTitle}</Link>}
        {children}
      </div>
    </Notice>
  );
}
