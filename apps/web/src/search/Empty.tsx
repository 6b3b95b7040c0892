import { useI18n } from '../i18n/index.js';
import { isNarrowed, widened, type Query } from './query.js';

/** Nothing found: what to try, with one click where a click can do it. */
export function Empty({ query, go }: { query: Query; go: (query: Query, toTop?: boolean) => void }) {
  const { t } = useI18n();
  const { filters, from, to, since, corpora, asOf, q } = query;
  const unquoted = q.replace(/["“”„«»]/g, '');
  const included = q.replace(/(^|\s)-(?=\p{L})/gu, '$1');
  const tries = [
    { text: t.empty.unquoted, if: unquoted !== q, next: { ...query, q: unquoted, page: 1 } },
    { text: t.empty.included, if: included !== q, next: { ...query, q: included, page: 1 } },
    {
      text: t.empty.filters,
      if: Object.keys(filters).length > 0 || [from, to, since].some(Boolean),
      next: { ...widened(query), corpora, asOf },
    },
    { text: t.empty.everywhere, if: corpora.length > 0, next: { ...widened(query), asOf } },
    { text: t.empty.today, if: asOf !== null, next: { ...query, asOf: null, page: 1 } },
  ].filter((attempt) => attempt.if);
  return (
    <div className="empty">
      <p>
        <strong>{isNarrowed(query) ? t.empty.narrowed : t.empty.title}</strong>
      </p>
      {tries.length > 0 && (
        <div className="row">
          {tries.map(({ text, next }) => (
            <button
              key={text}
              type="button"
              className="button button-secondary"
              onClick={() => go(next, true)}
            >
              {text}
            </button>
          ))}
        </div>
      )}
      <ul>
        <li>{t.empty.words}</li>
        <li>{t.empty.spelling}</li>
        <li>{t.empty.language}</li>
      </ul>
    </div>
  );
}
