import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.js';
import { SourceLink } from '../source/SourceLink.js';
import { placeCard, QuoteCard } from './QuoteCard.js';
import type { Source } from './sources.js';

/** The pointer may leave the number for so long, on its way to the card. */
const GRACE = 150;

/**
 * The number of a source; leads to the quoted words in their document. Pointed at or focused it shows them, until
 * Escape, another place or the page's scrolling ends that.
 */
export function Marker({ source: { number, quote }, q }: { source: Source; q: string }) {
  const { t } = useI18n();
  const id = useId();
  const place = useRef<HTMLSpanElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [at, setAt] = useState<ReturnType<typeof placeCard> | null>(null);

  const show = () => {
    clearTimeout(leaving.current);
    if (place.current) setAt(placeCard(place.current.getBoundingClientRect()));
  };
  const hide = () => setAt(null);
  const leave = () => {
    clearTimeout(leaving.current);
    leaving.current = setTimeout(hide, GRACE);
  };
  useEffect(() => () => clearTimeout(leaving.current), []);
  useEffect(() => {
    if (!at) return;
    const ended = new AbortController();
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      hide();
    };
    document.addEventListener('keydown', escape, { capture: true, signal: ended.signal });
    window.addEventListener('scroll', hide, { signal: ended.signal });
    return () => ended.abort();
  }, [at]);

  return (
    <span
      ref={place}
      className="marker-place"
      onMouseEnter={show}
      onMouseLeave={leave}
      onFocus={show}
      onBlur={leave}
    >
      <SourceLink
        className="marker"
        version={quote.versionId}
        range={quote}
        q={q}
        aria-label={t.answer.source(number, quote.documentTitle)}
        aria-describedby={id}
      >
        {number}
      </SourceLink>
      <QuoteCard id={id} quote={quote} at={at} />
    </span>
  );
}
