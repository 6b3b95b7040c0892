import { useId, useState, type FormEvent } from 'react';
import { useI18n } from '../i18n/index.js';
import type { Query } from './query.js';

/** The first and last day of documents' dates; either may be left open. Applied by its button, as AsOf is. */
export function DateRange({ query, go }: { query: Query; go: (query: Query) => void }) {
  const { t } = useI18n();
  const id = useId();
  const [days, setDays] = useState({ from: query.from ?? '', to: query.to ?? '' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Turned around, the two days mean the same.
    const [from, to] =
      days.from && days.to && days.from > days.to ? [days.to, days.from] : [days.from, days.to];
    go({ ...query, from: from || null, to: to || null, page: 1 });
  };
  return (
    <form className="facet" onSubmit={submit}>
      <fieldset>
        <legend>{t.filters.dates}</legend>
        <div className="days">
          {(['from', 'to'] as const).map((end) => (
            <div key={end}>
              <label htmlFor={id + end}>{t.filters.ends[end]}</label>
              <input
                id={id + end}
                type="date"
                className="form-input"
                value={days[end]}
                onChange={(event) => setDays({ ...days, [end]: event.target.value })}
              />
            </div>
          ))}
          <button type="submit" className="button button-secondary">
            {t.filters.applyDates}
          </button>
        </div>
      </fieldset>
    </form>
  );
}
