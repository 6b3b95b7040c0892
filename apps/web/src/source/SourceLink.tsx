import { createContext, use, type AnchorHTMLAttributes } from 'react';
import { Link } from '../parts/Link.js';
import type { Range } from '../parts/ranges.js';
import { searchAddress, type Query } from '../search/query.js';
import { sourceAddress, type SourceView } from './address.js';

/** The search beside whose results documents open; null where a document has the page to itself. */
export const BesideSearch = createContext<{ query: Query; close: () => void } | null>(null);

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  version: string;
  range?: Range | null;
  q?: string;
  view?: SourceView;
}

/** A link to a document, beside the results where there is room, else on a page of its own. */
export function SourceLink({ version, range = null, q = '', view = {}, ...rest }: Props) {
  const search = use(BesideSearch);
  const beside = search && searchAddress({ ...search.query, open: { version, range, view } });
  return <Link {...rest} href={beside ?? sourceAddress(version, range, q, view)} stay={beside !== null} />;
}
