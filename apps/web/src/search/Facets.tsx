import { useId, useState } from 'react';
import type { Corpus, Facet } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { AsOf } from './AsOf.js';
import { DateRange } from './DateRange.js';
import { fieldLabel, valueLabel } from './labels.js';
import { chosen, isNarrowed, toggle, type Query } from './query.js';

const SHOWN = 6;

interface Props {
  query: Query;
  facets: Facet[];
  corpora: Corpus[];
  go: (query: Query) => void;
}

export function Facets({ query, facets, corpora, go }: Props) {
  const { t } = useI18n();
  const id = useId();
  const [open, setOpen] = useState(false);
  /** One value that all results have divides nothing. */
  const divides = ({ field, values }: Facet) => values.length > 1 || chosen(query, field).length > 0;
  return (
    <>
      <button
        type="button"
        className="button button-secondary facets-toggle"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? t.filters.hide : t.filters.show}
        {isNarrowed(query) && ' •'}
      </button>
      <div id={id} className={open ? 'facets is-open' : 'facets'}>
        <h2>{t.filters.title}</h2>
        <AsOf key={query.asOf} query={query} go={go} />
        {facets.filter(divides).map((facet) => (
          <FacetGroup key={facet.field} facet={facet} query={query} corpora={corpora} go={go} />
        ))}
        <DateRange key={`${query.from} ${query.to}`} query={query} go={go} />
      </div>
    </>
  );
}

function FacetGroup({ facet, query, corpora, go }: Omit<Props, 'facets'> & { facet: Facet }) {
  const { language, t } = useI18n();
  const id = useId();
  const [all, setAll] = useState(false);
  const on = chosen(query, facet.field);
  // What is chosen stays in sight, even when nothing is left of it.
  const gone = on.filter((value) => !facet.values.some((v) => v.value === value));
  const values = [...facet.values, ...gone.map((value) => ({ value, count: 0 }))];
  const shown = values.filter((v, i) => all || i < SHOWN || on.includes(v.value));
  if (values.length === 0) return null;
  return (
    <fieldset className="facet">
      <legend>{fieldLabel(facet.field, [facet], corpora, language, t)}</legend>
      {shown.map(({ value, count }, i) => (
        <div key={value} className="facet-value">
          <input
            id={`${id}${i}`}
            type="checkbox"
            className="form-checkbox"
            checked={on.includes(value)}
            onChange={() => go(toggle(query, facet.field, value))}
          />
          <label htmlFor={`${id}${i}`}>
            {valueLabel(facet.field, value, corpora, t)} <span className="count">({count})</span>
          </label>
        </div>
      ))}
      {(all ? values.length > SHOWN : shown.length < values.length) && (
        <button type="button" className="text-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.filters.fewer : t.filters.more(values.length - shown.length)}
        </button>
      )}
    </fieldset>
  );
}
