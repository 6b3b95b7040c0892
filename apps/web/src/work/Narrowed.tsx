import type { Corpus } from '../api/openapi.js';
import { day } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { valueLabel } from '../search/labels.js';
import type { Narrowing } from '../search/query.js';

/** In a line, what narrows a search. */
export function Narrowed({ query, corpora }: { query: Narrowing; corpora: Corpus[] }) {
  const { t } = useI18n();
  const said = [
    ...query.corpora.map((slug) => valueLabel('corpus', slug, corpora, t)),
    ...Object.entries(query.filters).flatMap(([field, values]) =>
      values.map((value) => valueLabel(field, value, corpora, t)),
    ),
    query.asOf && t.results.asOf(day(query.asOf, t)),
    query.from && t.filters.from(day(query.from, t)),
    query.to && t.filters.to(day(query.to, t)),
  ].filter(Boolean);
  return said.length > 0 && <span className="quiet">{said.join(', ')}</span>;
}
