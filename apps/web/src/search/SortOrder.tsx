import { useI18n } from '../i18n/index.js';
import type { Query } from './query.js';

/** Two orders, one of them pressed. */
export function SortOrder({ query, go }: { query: Query; go: (query: Query) => void }) {
  const { t } = useI18n();
  return (
    <div className="sort" role="group" aria-label={t.results.sort}>
      {(['relevance', 'date'] as const).map((sort) => (
        <button
          key={sort}
          type="button"
          aria-pressed={query.sort === sort}
          onClick={() => go({ ...query, sort, page: 1 })}
        >
          {t.results.sorts[sort]}
        </button>
      ))}
    </div>
  );
}
