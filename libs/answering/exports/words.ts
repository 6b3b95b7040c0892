import type { Language } from '#platform';
import type { Overview } from '../tasks/overview.js';

/** What a file of an overview says in words of its own, by language. */
export const WORDS: Record<
  Language,
  {
    document: string;
    key: string;
    kind: string;
    date: string;
    source: (column: string) => string;
    metadata: string;
    sources: string;
    read: (read: number, found: number, asOf: string) => string;
    left: Record<Overview['left'][number]['code'], (count: number) => string>;
  }
> = {
  da: {
    ...{ document: 'Dokument', key: 'Nøgle', kind: 'Art', date: 'Dato' },
    ...{ source: (column) => `${column}: kilde`, metadata: 'metadata', sources: 'Kilder' },
    read: (read, found, asOf) => `${read} af ${found} fundne dokumenter er læst, som de gælder ${asOf}.`,
    left: {
      'over-limit': (count) => `${count} er udeladt: flere end der skulle læses.`,
      'less-relevant': (count) => `${count} er udeladt: de passer langt dårligere end det bedste.`,
    },
  },
  de: {
    ...{ document: 'Dokument', key: 'Schlüssel', kind: 'Art', date: 'Datum' },
    ...{ source: (column) => `${column}: Quelle`, metadata: 'Metadaten', sources: 'Quellen' },
    read: (read, found, asOf) =>
      `${read} von ${found} gefundenen Dokumenten wurden gelesen, wie sie am ${asOf} gelten.`,
    left: {
      'over-limit': (count) => `${count} ausgelassen: mehr, als gelesen werden sollten.`,
      'less-relevant': (count) => `${count} ausgelassen: sie passen weit schlechter als das beste.`,
    },
  },
  en: {
    ...{ document: 'Document', key: 'Key', kind: 'Kind', date: 'Date' },
    ...{ source: (column) => `${column}: source`, metadata: 'metadata', sources: 'Sources' },
    read: (read, found, asOf) => `${read} of ${found} documents found were read, as in force on ${asOf}.`,
    left: {
      'over-limit': (count) => `${count} left out: more than were to be read.`,
      'less-relevant': (count) => `${count} left out: they fit far worse than the best one.`,
    },
  },
};
