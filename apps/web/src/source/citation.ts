import type { Corpus, Version } from '../api/openapi.js';
import { day, valueName } from '../i18n/format.js';
import { texts, type Texts } from '../i18n/index.js';
import type { Range } from '../parts/ranges.js';

/** What of a document a citation is made of. */
export interface Cited {
  title: string;
  kind: string | null;
  date: string | null;
  language: Version['language'];
  metadata: Version['metadata'];
  key: string;
}

/** Where in it. */
export interface CitedPlace {
  headings: string[];
  /** Null where there is only one. */
  page: number | null;
}

/**
 * How a place in a document is cited: in the style of its collection (`answering.citation`), such as
 * "{tribunal}, {kind}, {date}, {caseNumber}, {section}, {page}"; without one, all that tells it from others.
 * A field that a document does not have drops out with what joins it to the one before.
 */
export function citation(version: Version, range: Range | null, corpus: Corpus | undefined): string {
  return cite({ ...version, key: version.document.key }, range && placeIn(version, range), corpus);
}

/** The same, of what is known of a place without its whole document. */
export function cite(cited: Cited, place: CitedPlace | null, corpus: Corpus | undefined): string {
  // A citation is written in the language of what it cites, whatever the interface speaks.
  const t = texts[cited.language];
  const parts = { ...own(cited, corpus, t), ...(place && placeParts(place, cited, t)) };
  const style = corpus?.answering.citation ?? defaultStyle(cited, corpus);
  return fill(style, parts);
}

type Parts = Record<string, string | null | undefined>;

function own(cited: Cited, corpus: Corpus | undefined, t: Texts): Parts {
  const fields = (corpus?.fields ?? []).map(({ name, type }) => {
    const value = cited.metadata[name];
    const shown = [value].flat().filter((one) => one !== null && one !== undefined && one !== '');
    return [name, shown.map((one) => (type === 'date' ? day(String(one), t) : String(one))).join(', ')];
  });
  return {
    ...(Object.fromEntries(fields) as Parts),
    title: cited.title,
    kind: cited.kind && valueName('kind', cited.kind, t),
    date: cited.date && day(cited.date, t),
    key: cited.key,
  };
}

function placeIn({ passages, pages }: Version, range: Range): CitedPlace {
  const holds = ({ start, end }: Range) => start <= range.start && range.start < end;
  const page = pages.length > 1 ? pages.find(holds)?.page : null;
  return { headings: passages.find(holds)?.headings ?? [], page: page ?? null };
}

function placeParts({ headings, page }: CitedPlace, { title }: Cited, t: Texts): Parts {
  return {
    section: headings.filter((heading) => heading !== title).join(' › '),
    page: page === null ? null : t.results.page(page),
  };
}

/** What sets a document apart: who wrote it, what and when, its number, its title. */
function defaultStyle({ metadata }: Cited, corpus: Corpus | undefined): string {
  const single = (corpus?.fields ?? []).filter(
    ({ name, type }) => type === 'keyword' && typeof metadata[name] === 'string',
  );
  const numbers = single.filter(({ facet }) => !facet).map(({ name }) => `{${name}}`);
  return ['{kind}', '{date}', ...numbers, '{title}', '{section}', '{page}'].join(', ');
}

/** Puts the parts into a style; a missing one goes with the joint before it, the first with the one after it. */
export function fill(style: string, parts: Parts): string {
  let text = '';
  let at = 0;
  for (const match of style.matchAll(/\{(\w+)\}/g)) {
    const joint = style.slice(at, match.index);
    at = match.index + match[0].length;
    const part = parts[match[1]!];
    if (part) text += (text === '' && /^[\s,;:–-]*$/.test(joint) ? '' : joint) + part;
  }
  return (text + style.slice(at)).trim();
}
