import type { Hit } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';

/** What later decisions did with a ruling: followed, overturned, practice changed. */
export function Treatments({ treatments }: { treatments: Hit['document']['treatments'] }) {
  const { t } = useI18n();
  return treatments.map(({ flag }) => (
    <span key={flag} className={`treatment treatment-${flag}`}>
      {t.treatments[flag]}
    </span>
  ));
}
