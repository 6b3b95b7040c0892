import type { VersionRow } from '#corpus';
import type { Language } from '#platform';
import type { Quote } from '../events.js';

const LOCALES: Record<Language, string> = { da: 'da-DK', de: 'de-DE', en: 'en-GB' };
const PAGE: Record<Language, string> = { da: 's.', de: 'S.', en: 'p.' };
const KINDS: Record<string, Record<Language, string>> = {
  ruling: { da: 'afgørelse', de: 'Entscheidung', en: 'ruling' },
  decision: { da: 'afgørelse', de: 'Bescheid', en: 'decision' },
  guideline: { da: 'vejledning', de: 'Richtlinie', en: 'guideline' },
  instruction: { da: 'instruks', de: 'Dienstanweisung', en: 'instruction' },
  statute: { da: 'lov', de: 'Gesetz', en: 'statute' },
  memo: { da: 'notat', de: 'Vermerk', en: 'memo' },
};

const STANDARD = '{title}, {kind}, {date}, {section}, {page}';

/**
 * How a quote is cited: in a style such as "{tribunal}, {kind}, {date}, {section}, {page}", in the language of what is
 * cited. Any field of the metadata may stand in it. What a document does not have drops out with the joint before it.
 */
export function citation(
  { metadata, language, title, kind, key, date }: VersionRow,
  { headings, page }: Quote,
  style = STANDARD,
): string {
  const parts: Record<string, string | null> = {
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, [value].flat().join(', ')])),
    ...{ title, key, section: sectionOf(headings, title), page: pageOf(page, language) },
    kind: kind && kindName(kind, language),
    date: date && dayOf(date, language),
  };
  let text = '';
  let at = 0;
  for (const { 0: placeholder, 1: name, index } of style.matchAll(/\{(\w+)\}/g)) {
    const [joint, part] = [style.slice(at, index), parts[name!]];
    at = index + placeholder.length;
    if (part) text += (text === '' && /^[\s,;:–-]*$/.test(joint) ? '' : joint) + part;
  }
  return (text + style.slice(at)).trim();
}

/** Where in its document a quote stands: its section and page; empty where it has neither. */
export function placeOf(
  { headings, page, documentTitle }: Pick<Quote, 'headings' | 'page' | 'documentTitle'>,
  language: Language,
): string {
  return [sectionOf(headings, documentTitle), pageOf(page, language)].filter(Boolean).join(', ');
}

/** What a kind of source is called; a kind of a corpus's own as the corpus calls it. */
export function kindName(kind: string, language: Language): string {
  return KINDS[kind]?.[language] ?? kind;
}

function sectionOf(headings: string[], title: string): string {
  return headings.filter((heading) => heading !== title).join(' › ');
}

function pageOf(page: number | null, language: Language): string | null {
  return page === null ? null : `${PAGE[language]} ${page}`;
}

/** A day in words. @param day YYYY-MM-DD */
export function dayOf(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}
