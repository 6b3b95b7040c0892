import type { Corpus, Version } from '../api/openapi.js';
import { texts } from '../i18n/index.js';
import { rich, type RichText } from '../parts/copy.js';
import type { Range } from '../parts/ranges.js';
import { sourceAddress } from './address.js';
import { citation } from './citation.js';

/** The link to a place in a document, without what only concerns the reader who copies it. */
export function permanentLink(version: Pick<Version, 'id'>, range: Range | null): string {
  return location.origin + sourceAddress(version.id, range ?? undefined);
}

/** A citation to paste; as rich text it is a link to the place. */
export function copyableCitation(
  version: Version,
  range: Range | null,
  corpus: Corpus | undefined,
): RichText {
  const text = citation(version, range, corpus);
  return { plain: text, html: rich`<a href="${permanentLink(version, range)}">${text}</a>` };
}

/** The words of a range and where they stand, to be pasted into a letter or a decision. */
export function copyableQuote(version: Version, range: Range, corpus: Corpus | undefined): RichText {
  const t = texts[version.language];
  const words = t.source.quote(version.text.slice(range.start, range.end).trim());
  const link = permanentLink(version, range);
  const source = citation(version, range, corpus);
  return {
    plain: `${words}\n${source}\n${link}`,
    html: rich`<blockquote>${words}</blockquote><p>${source}, <a href="${link}">${link}</a></p>`,
  };
}
