import { useI18n } from '../i18n/index.js';
import { searchAddress, type Query } from '../search/query.js';
import { navigate } from '../url.js';

/** As many as the API puts side by side. */
export const MOST_PICKED = 5;

/** Chooses a hit for comparison; what is chosen stands in the address. */
export function PickToCompare({ version, title, query }: { version: string; title: string; query: Query }) {
  const { t } = useI18n();
  const { picked } = query;
  const chosen = picked.includes(version);
  const full = !chosen && picked.length >= MOST_PICKED;
  const flip = () => {
    const next = chosen ? picked.filter((one) => one !== version) : [...picked, version];
    navigate(searchAddress({ ...query, picked: next }), { replace: true });
  };
  return (
    <span className="pick">
      <input
        id={`pick${version}`}
        type="checkbox"
        className="form-checkbox"
        checked={chosen}
        disabled={full}
        title={full ? t.tasks.full(MOST_PICKED) : undefined}
        aria-label={t.tasks.pickOf(title)}
        onChange={flip}
      />
      <label htmlFor={`pick${version}`}>{t.tasks.pick}</label>
    </span>
  );
}
