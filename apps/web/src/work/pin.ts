import type { Corpus, Excerpt, Pin } from '../api/openapi.js';
import { texts } from '../i18n/index.js';
import { rich, type RichText } from '../parts/copy.js';
import type { Range } from '../parts/ranges.js';
import { cite } from '../source/citation.js';
import { permanentLink } from '../source/quote.js';

export function rangeOf({ start, end }: Pin): Range | null {
  return start === null || end === null ? null : { start, end };
}

/** How a pinned place is cited, in the style of its collection. */
export function citationOf({ document, version, headings, page }: Excerpt, corpora: Corpus[]): string {
  const corpus = corpora.find(({ slug }) => slug === document.corpus);
  return cite({ ...document, ...version }, { headings, page }, corpus);
}

/** The words of a pinned place in quotation marks of their language; null for a whole document. */
export function quoteOf({ text, version }: Excerpt): string | null {
  return text === null ? null : texts[version.language].source.quote(text.trim());
}

/** What is copied of a pinned place: its words with their source, or the citation of a whole document. */
export function copyablePin(pin: Pin, excerpt: Excerpt, corpora: Corpus[]): RichText {
  const link = permanentLink(excerpt.version, rangeOf(pin));
  const source = citationOf(excerpt, corpora);
  const words = quoteOf(excerpt);
  if (words === null) return { plain: source, html: rich`<a href="${link}">${source}</a>` };
  return {
    plain: `${words}\n${source}\n${link}`,
    html: rich`<blockquote>${words}</blockquote><p>${source}, <a href="${link}">${link}</a></p>`,
  };
}
