import { useI18n } from '../i18n/index.js';
import { useAnnouncement } from '../parts/announce.js';
import { Link } from '../parts/Link.js';
import { searchAddress, type Query } from '../search/query.js';
import { navigate } from '../url.js';
import { comparisonAddress } from './address.js';

/** How many hits are chosen for comparison, and the way to it; stays in sight. */
export function CompareBar({ query }: { query: Query }) {
  const { t } = useI18n();
  const { picked } = query;
  useAnnouncement(picked.length > 0 ? t.tasks.picked(picked.length) : null);
  if (picked.length === 0) return null;
  return (
    <div className="compare-bar" role="group" aria-label={t.tasks.pick}>
      <span>{t.tasks.picked(picked.length)}</span>
      {picked.length > 1 ? (
        <Link className="button button-primary" href={comparisonAddress(picked, query.q)}>
          {t.tasks.compare}
        </Link>
      ) : (
        <span className="quiet">{t.tasks.pickMore}</span>
      )}
      <button
        type="button"
        className="text-button"
        onClick={() => navigate(searchAddress({ ...query, picked: [] }), { replace: true })}
      >
        {t.tasks.unpick}
      </button>
    </div>
  );
}
