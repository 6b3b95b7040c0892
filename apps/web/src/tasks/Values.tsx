import { Marker } from '../answer/Marker.js';
import { numberSources, type Source as Cited } from '../answer/sources.js';
import type { Cell, Source } from '../api/openapi.js';
import { day, valueName } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Treatments } from '../parts/Treatments.js';
import { Validity } from '../parts/Validity.js';
import { SourceLink } from '../source/SourceLink.js';

/** What a table says a document is. */
export function DocumentHead({ source, q }: { source: Source; q: string }) {
  const { t } = useI18n();
  return (
    <>
      <SourceLink version={source.versionId} q={q}>
        {source.documentTitle}
      </SourceLink>
      <span className="hit-facts">
        {source.kind && <span>{valueName('kind', source.kind, t)}</span>}
        {source.date && <span>{day(source.date, t)}</span>}
        <Validity period={{ ...source, current: source.validity === 'in-force' }} />
        <Treatments treatments={source.treatments} />
      </span>
    </>
  );
}

/** What a document says of one thing, each value with the words that it stands on. */
export function Values({ field, cell, cited, q }: { field: string; cell: Cell; cited: Cited[]; q: string }) {
  const { t } = useI18n();
  if (cell.length === 0) return <span className="quiet">{t.tasks.nothing}</span>;
  const source = (quote: Cell[number]['quote']) => quote && cited.find((one) => one.holds(quote));
  return (
    <ul className="values">
      {cell.map(({ value, quote }, at) => {
        const marked = source(quote);
        return (
          <li key={at}>
            <span lang={quote?.language}>
              {/^\d{4}-\d\d-\d\d$/.test(value) ? day(value, t) : valueName(field, value, t)}
            </span>
            {marked && <Marker source={marked} q={q} />}
          </li>
        );
      })}
    </ul>
  );
}

/** The places that the values of a table stand on, numbered in reading order. */
export function citedIn(rows: { cells: Cell[] }[]): Cited[] {
  const values = rows.flatMap(({ cells }) => cells.flat());
  return numberSources(values.map(({ value, quote }) => ({ text: value, quotes: quote ? [quote] : [] })));
}
