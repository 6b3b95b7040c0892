import type { Corpus, SearchResponse } from '../api/openapi.js';
import { day, moment } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Icon } from '../parts/Icon.js';
import { fieldLabel, valueLabel } from './labels.js';
import { toggle, widened, type Query } from './query.js';

interface Props {
  query: Query;
  facets: SearchResponse['facets'];
  corpora: Corpus[];
  go: (query: Query) => void;
}

/** What narrows the search, each removed by one click. */
export function Chips({ query, facets, corpora, go }: Props) {
  const { language, t } = useI18n();
  const fields = [
    ...query.corpora.map((slug) => ['corpus', slug] as const),
    ...Object.entries(query.filters).flatMap(([field, values]) => values.map((v) => [field, v] as const)),
  ];
  const chips = fields.map(([field, value]) => ({
    key: `${field} ${value}`,
    text: `${fieldLabel(field, facets, corpora, language, t)}: ${valueLabel(field, value, corpora, t)}`,
    without: toggle(query, field, value),
  }));
  const days = {
    asOf: query.asOf && t.results.asOf(day(query.asOf, t)),
    from: query.from && t.filters.from(day(query.from, t)),
    to: query.to && t.filters.to(day(query.to, t)),
    since: query.since && t.filters.since(moment(query.since, t)),
  };
  for (const [key, text] of Object.entries(days))
    if (text) chips.push({ key, text, without: { ...query, [key]: null, page: 1 } });
  return (
    <ul className="chips" aria-label={t.filters.applied}>
      {chips.map(({ key, text, without }) => (
        <li key={key}>
          <button
            type="button"
            className="chip"
            aria-label={t.filters.remove(text)}
            onClick={() => go(without)}
          >
            {text}
            <Icon name="close" />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button type="button" className="text-button" onClick={() => go(widened(query))}>
            {t.filters.clear}
          </button>
        </li>
      )}
    </ul>
  );
}
