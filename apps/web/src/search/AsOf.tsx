import { useId, useState, type FormEvent } from 'react';
import { useI18n } from '../i18n/index.js';
import type { Query } from './query.js';

/** The day whose law is asked for. Applied by its button: a date field reports half-typed years as changes. */
export function AsOf({ query, go }: { query: Query; go: (query: Query) => void }) {
  const { t } = useI18n();
  const id = useId();
  const [value, setValue] = useState(query.asOf ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go({ ...query, asOf: value || null, page: 1 });
  };
  return (
    <form className="facet as-of" onSubmit={submit}>
      <label htmlFor={id}>{t.filters.asOf}</label>
      <div className="as-of-row">
        <input
          id={id}
          type="date"
          className="form-input"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          aria-describedby={`${id}hint`}
        />
        <button type="submit" className="button button-secondary">
          {t.filters.apply}
        </button>
      </div>
      <p id={`${id}hint`} className="quiet">
        {t.filters.asOfHint}
      </p>
    </form>
  );
}
