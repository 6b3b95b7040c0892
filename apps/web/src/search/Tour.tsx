import { useId, useState } from 'react';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { endTour, tourWanted } from './tour.js';

/** What a first visit needs to know, in three steps; it stands there until it is put away. */
export function Tour() {
  const { t } = useI18n();
  const id = useId();
  const [wanted, setWanted] = useState(tourWanted);
  if (!wanted) return null;
  const end = () => {
    endTour();
    setWanted(false);
    document.querySelector<HTMLElement>('[role=search] input')?.focus();
  };
  return (
    <section className="tour" aria-labelledby={id}>
      <h2 id={id}>{t.welcome.tour}</h2>
      <ol>
        {t.welcome.steps.map(({ title, text }) => (
          <li key={title}>
            <h3>{title}</h3>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <div className="row">
        <button type="button" className="button button-secondary" onClick={end}>
          {t.welcome.tourSeen}
        </button>
        <Link href="/help">{t.welcome.toHelp}</Link>
      </div>
    </section>
  );
}
