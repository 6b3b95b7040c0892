import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { searchAddress, type Query } from './query.js';

/** The same search with what looks misspelt put right. */
export function DidYouMean({ query, instead }: { query: Query; instead: string }) {
  const { t } = useI18n();
  return (
    <p className="did-you-mean">
      {t.results.didYouMean} <Link href={searchAddress({ ...query, q: instead, page: 1 })}>{instead}</Link>
      {'?'}
    </p>
  );
}
