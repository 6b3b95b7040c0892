import { use } from 'react';
import type { Version } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { Icon } from '../parts/Icon.js';
import { Link } from '../parts/Link.js';
import type { Range } from '../parts/ranges.js';
import { searchAddress } from '../search/query.js';
import { entry } from '../url.js';
import { sourceAddress } from './address.js';
import { BesideSearch } from './SourceLink.js';

interface Props {
  version: Version;
  range: Range | null;
  q: string;
  beside: boolean;
}

/** Back to where the reader came from, with filters and place; from a mailed link, to a search for the same words. */
export function WayBack({ version, range, q, beside }: Props) {
  const { t } = useI18n();
  const search = use(BesideSearch);
  if (beside && search) {
    return (
      <>
        <button type="button" className="text-button" onClick={search.close}>
          <Icon name="close" />
          {t.source.close}
        </button>
        <Link href={sourceAddress(version.id, range, q)}>{t.source.alone}</Link>
      </>
    );
  }
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
