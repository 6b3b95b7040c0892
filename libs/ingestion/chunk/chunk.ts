import type { Language } from '#platform';
import type { ParsedDocument } from '../parse/parsed-document.js';
import { clearLanguage, dividedByLanguage, unitsByLanguage } from './languages.js';
import { draftPassages, type Draft } from './passages.js';
import { sectionsOf } from './sections.js';
import { groupUnits } from './units.js';

/** A range of the canonical text that is shown and cited, in UTF-16 code units. */
export interface PassageSpan {
  start: number;
  end: number;
  /** The texts of the headings that hold for all of it, from the highest down. */
  headings: string[];
  /** The first and last page it touches, or null in a document without pages. */
  pageFrom: number | null;
  pageTo: number | null;
  /** Null where it is not clear. */
  language: Language | null;
}

/** What is ranked: a document, or a block of a long one, or of one in several languages. */
export interface UnitSpan {
  /** That of its passages; null where none of them is clear. */
  language: Language | null;
  start: number;
  end: number;
  headings: string[];
  passages: PassageSpan[];
}

/**
 * Cuts a document into units and their passages, in order and without overlap. Every character that is not white
 * space lies in exactly one passage. Passages end at headings, paragraphs, §, items or whole sentences and have
 * about 120 to 220 words; a sentence is cut only beyond 400 words. Passages and units end where the language changes.
 */
export function chunk(document: Pick<ParsedDocument, 'text' | 'headings' | 'pages'>): UnitSpan[] {
  const { text, pages } = document;
  const titles = document.headings.map(({ start, end }) => text.slice(start, end).trim());
  const pageAt = (offset: number) => pageOf(pages, offset);
  const withLanguage = (draft: Draft) => ({
    ...draft,
    language: clearLanguage(text.slice(draft.start, draft.end)),
  });
  const span = ({ start, end, path, language }: ReturnType<typeof withLanguage>): PassageSpan => ({
    start,
    end,
    headings: path.map((heading) => titles[heading]!),
    pageFrom: pageAt(start),
    pageTo: pageAt(end - 1),
    language,
  });
  const sections = sectionsOf(document).flatMap((section) => dividedByLanguage(text, section));
  return groupUnits(draftPassages(sections))
    .flatMap((drafts) => unitsByLanguage(drafts.map(withLanguage)))
    .map(({ language, passages: drafts }) => ({
      language,
      start: drafts[0]!.start,
      end: drafts.at(-1)!.end,
      headings: sharedPath(drafts).map((heading) => titles[heading]!),
      passages: drafts.map(span),
    }));
}

function sharedPath(drafts: Draft[]): number[] {
  return drafts.reduce((shared, { path }) => {
    const parting = shared.findIndex((heading, i) => heading !== path[i]);
    return parting < 0 ? shared : shared.slice(0, parting);
  }, drafts[0]!.path);
}

/** The page that holds an offset, by binary search. */
function pageOf(pages: ParsedDocument['pages'], offset: number): number | null {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pages[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return pages[low]?.page ?? null;
}
