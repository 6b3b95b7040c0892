import { useI18n } from '../i18n/index.js';
import { SourceLink } from '../source/SourceLink.js';
import type { Source } from './sources.js';

/** The number of a source; leads to the quoted words in their document. */
export function Marker({ source: { number, quote }, q }: { source: Source; q: string }) {
  const { t } = useI18n();
  return (
    <SourceLink
      className="marker"
      version={quote.versionId}
      range={quote}
      q={q}
      aria-label={t.answer.source(number, quote.documentTitle)}
      title={quote.documentTitle}
    >
      {number}
    </SourceLink>
  );
}
