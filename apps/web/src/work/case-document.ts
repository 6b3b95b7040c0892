import type { Case, Corpus } from '../api/openapi.js';
import { day, today } from '../i18n/format.js';
import type { Texts } from '../i18n/index.js';
import { permanentLink } from '../source/quote.js';
import { citationOf, quoteOf, rangeOf } from './pin.js';

/** A case as a document to hand over, before it has a format. */
export interface CaseDocument {
  title: string;
  /** What it is and from which day. */
  origin: string;
  notes: string;
  places: {
    title: string;
    quote: string | null;
    /** Null where the place may no longer be read. */
    source: { citation: string; link: string } | null;
    note: string;
  }[];
}

export function caseDocument({ title, notes, pins }: Case, corpora: Corpus[], t: Texts): CaseDocument {
  return {
    title,
    notes: notes.trim(),
    origin: t.work.origin(day(today(), t)),
    places: pins.map((pin) => {
      const { excerpt } = pin;
      return {
        title: excerpt?.document.title ?? t.work.withheld,
        quote: excerpt && quoteOf(excerpt),
        source: excerpt && {
          citation: citationOf(excerpt, corpora),
          link: permanentLink(excerpt.version, rangeOf(pin)),
        },
        note: pin.note.trim(),
      };
    }),
  };
}

/** As Markdown; what a document or a person wrote is text in it, whatever signs it holds. */
export function asMarkdown({ title, origin, notes, places }: CaseDocument): string {
  const parts = [`# ${plain(title)}`, `_${plain(origin)}_`, ...paragraphs(notes)];
  for (const [at, { title, quote, source, note }] of places.entries()) {
    parts.push(`## ${at + 1}. ${plain(title)}`);
    if (quote) parts.push(paragraphs(quote).join('\n\n').replace(/^/gm, '> '));
    if (source) parts.push(`[${plain(source.citation)}](${source.link})`);
    parts.push(...paragraphs(note));
  }
  return `${parts.join('\n\n')}\n`;
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim())
    .map((paragraph) => paragraph.split('\n').map(plain).join('\\\n'));
}

/** A line of text that no Markdown reader takes for markup. */
function plain(line: string): string {
  return line
    .trim()
    .replaceAll('\n', ' ')
    .replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1');
}
