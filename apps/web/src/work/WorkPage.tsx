import { useRef } from 'react';
import { useKey } from '../api/key.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { useArrivalFocus, useTitle } from '../parts/page.js';
import { Cases } from './Cases.js';
import { History } from './History.js';
import { SavedSearches } from './SavedSearches.js';

/** What a person keeps: cases, saved searches, history. */
export function WorkPage() {
  const { t } = useI18n();
  const key = useKey();
  const title = useRef<HTMLHeadingElement>(null);
  useTitle(t.work.title);
  useArrivalFocus(title);
  return (
    <div className="wrap page work">
      <h1 ref={title} tabIndex={-1}>
        {t.work.title}
      </h1>
      <p className="quiet">
        {key === null ? t.work.keptHere : t.work.keptForKey}{' '}
        {key === null && <Link href="/upload">{t.upload.keyTitle}</Link>}
      </p>
      <div className="work-parts">
        <Cases />
        <div>
          <SavedSearches />
          <History />
        </div>
      </div>
    </div>
  );
}
