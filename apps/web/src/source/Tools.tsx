import { useState } from 'react';
import type { Version } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { copyText } from '../parts/copy.js';
import { Icon } from '../parts/Icon.js';
import { Link } from '../parts/Link.js';
import type { Range } from '../parts/ranges.js';
import { searchAddress } from '../search/query.js';
import { entry } from '../url.js';
import { permanentLink, quoteWithSource } from './quote.js';

/** What a reader does with a passage; stays in sight while the text scrolls, where there is room. */
export function Tools({ version, range, q }: { version: Version; range: Range | null; q: string }) {
  const { t } = useI18n();
  const [note, setNote] = useState('');

  const copy = async (text: string) => {
    const message = (await copyText(text)) ? t.source.copied : t.source.notCopied;
    setNote(message);
    announce(message);
  };

  return (
    <div className="tools">
      <div className="wrap tools-row">
        <BackLink q={q} />
        <span className="tools-note">{note}</span>
        {range && (
          <button
            type="button"
            className="text-button"
            onClick={() => void copy(quoteWithSource(version, range, t))}
          >
            <Icon name="copy" />
            {t.source.copyQuote}
          </button>
        )}
        <button
          type="button"
          className="text-button"
          onClick={() => void copy(permanentLink(version, range))}
        >
          <Icon name="link" />
          {t.source.copyLink}
        </button>
      </div>
    </div>
  );
}

/** Back to where the reader came from, with filters and place; from a mailed link, to a search for the same words. */
function BackLink({ q }: { q: string }) {
  const { t } = useI18n();
  const { from } = entry();
  const cameFromSearch = from?.startsWith('/?');
  if (!q && !cameFromSearch) return <Link href="/">{t.toSearch}</Link>;
  return (
    <Link
      className="icon-link"
      href={cameFromSearch && from ? from : searchAddress({ q })}
      onClick={(event) => {
        const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
        if (!cameFromSearch || !plain) return;
        event.preventDefault();
        history.back();
      }}
    >
      <Icon name="back" />
      {t.source.back}
    </Link>
  );
}
