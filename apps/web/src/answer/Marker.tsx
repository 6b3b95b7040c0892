import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { sourceAddress } from '../source/address.js';
import type { Source } from './sources.js';

/** The number of a source; leads to the quoted words in their document. */
export function Marker({ source: { number, quote }, q }: { source: Source; q: string }) {
  const { t } = useI18n();
  return (
    <Link
      className="marker"
      href={sourceAddress(quote.versionId, quote, q)}
      aria-label={t.answer.source(number, quote.documentTitle)}
      title={quote.documentTitle}
    >
      {number}
    </Link>
  );
}
