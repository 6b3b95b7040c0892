import { useI18n } from '../i18n/index.js';
import { PAGE_SIZE, searchAddress, type Query } from './query.js';
import { Link } from '../parts/Link.js';

/** The server counts no further than this. */
const LAST_OFFSET = 10_000;

interface Props {
  query: Query;
  total: number;
  go: (query: Query, toTop?: boolean) => void;
}

export function Paging({ query, total, go }: Props) {
  const { t } = useI18n();
  const pages = Math.min(Math.ceil(total / PAGE_SIZE), LAST_OFFSET / PAGE_SIZE);
  if (pages < 2) return null;
  const to = (page: number, text: string, className?: string) => (
    <Link
      className={className}
      href={searchAddress({ ...query, page })}
      aria-label={className ? undefined : t.paging.page(page)}
      aria-current={page === query.page ? 'page' : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go({ ...query, page }, true);
      }}
    >
      {text}
    </Link>
  );
  const near = Array.from({ length: pages }, (_, i) => i + 1).filter(
    (page) => page === 1 || page === pages || Math.abs(page - query.page) <= 2,
  );
  return (
    <nav className="paging" aria-label={t.paging.label}>
      {query.page > 1 && to(query.page - 1, t.paging.previous, 'paging-step')}
      <ol>
        {near.map((page, i) => (
          <li key={page} className={page - (near[i - 1] ?? 0) > 1 ? 'after-gap' : undefined}>
            {to(page, String(page))}
          </li>
        ))}
      </ol>
      {query.page < pages && to(query.page + 1, t.paging.next, 'paging-step')}
    </nav>
  );
}
