import { useI18n } from '../i18n/index.js';
import type { Query } from './query.js';

/** Nothing found: what to try, with one click where a click can do it. */
export function Empty({ query, go }: { query: Query; go: (query: Query, toTop?: boolean) => void }) {
  const { t } = useI18n();
  const tries = [
    {
      text: t.empty.filters,
      if: Object.keys(query.filters).length > 0,
      next: { ...query, filters: {}, page: 1 },
    },
    {
      text: t.empty.everywhere,
      if: query.corpora.length > 0,
      next: { ...query, corpora: [], filters: {}, page: 1 },
    },
    { text: t.empty.today, if: query.asOf !== null, next: { ...query, asOf: null, page: 1 } },
  ].filter((attempt) => attempt.if);
  return (
    <div className="empty">
      <p>
        <strong>{t.empty.title}</strong>
      </p>
      <ul>
        <li>{t.empty.words}</li>
        <li>{t.empty.spelling}</li>
      </ul>
      <div className="row">
        {tries.map(({ text, next }) => (
          <button key={text} type="button" className="button button-secondary" onClick={() => go(next, true)}>
            {text}
          </button>
        ))}
      </div>
    </div>
  );
}
