import type { CSSProperties } from 'react';
import type { Quote } from '../api/openapi.js';
import { day, valueName } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Treatments } from '../parts/Treatments.js';
import { Validity } from '../parts/Validity.js';

const WIDTH = 460;
const EDGE = 8;
/** Less room than this below the marker puts the card above it. */
const HEIGHT = 260;

/** Where a card stands that belongs to a marker: below it, or above it where there is more room, inside the window. */
export function placeCard(marker: DOMRect): CSSProperties {
  const { clientWidth, clientHeight } = document.documentElement;
  const width = Math.min(WIDTH, clientWidth - 2 * EDGE);
  const left = Math.max(EDGE, Math.min(marker.left - EDGE, clientWidth - width - EDGE));
  const below = clientHeight - marker.bottom;
  return below < HEIGHT && marker.top > below
    ? { width, left, bottom: clientHeight - marker.top, maxHeight: marker.top - EDGE }
    : { width, left, top: marker.bottom, maxHeight: below - EDGE };
}

/** The quoted words and where they are from. Hidden (`at` null) they still describe their marker. */
export function QuoteCard({ id, quote, at }: { id: string; quote: Quote; at: CSSProperties | null }) {
  const { t } = useI18n();
  return (
    <span className="quote-card" hidden={!at} style={at ?? undefined}>
      <span id={id} className="quote-card-words" lang={quote.language}>
        {quote.text.trim()}
      </span>
      <span className="quote-card-source">
        <span lang={quote.language}>{quote.documentTitle}</span>
        <span className="hit-facts">
          {quote.kind && <span>{valueName('kind', quote.kind, t)}</span>}
          {quote.date && <span>{day(quote.date, t)}</span>}
          {quote.page !== null && <span>{t.results.page(quote.page)}</span>}
          <Validity period={{ ...quote, current: quote.validity === 'in-force' }} />
          <Treatments treatments={quote.treatments} />
        </span>
      </span>
    </span>
  );
}
