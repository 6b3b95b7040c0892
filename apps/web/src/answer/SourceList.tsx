import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { Where } from '../parts/Where.js';
import { sourceAddress } from '../source/address.js';
import type { Source } from './sources.js';

export function SourceList({ sources, q }: { sources: Source[]; q: string }) {
  const { t } = useI18n();
  return (
    <>
      <h3>{t.answer.sources}</h3>
      <ol className="sources">
        {sources.map(({ number, quote, language, differs }) => (
          <li key={number}>
            <Link href={sourceAddress(quote.versionId, quote, q)} lang={language}>
              {quote.documentTitle}
            </Link>
            <Where headings={quote.headings} page={quote.page} language={language} />
            {differs && (
              <blockquote className="passage" lang={language}>
                {quote.text}
              </blockquote>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
