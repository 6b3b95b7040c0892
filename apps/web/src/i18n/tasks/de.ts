import type { Texts } from '../texts.js';

const n = (count: number) => count.toLocaleString('de-DE');

export const tasks: Texts['tasks'] = {
  note: 'Von einem Programm aus dem Text selbst zusammengestellt. Sie entscheiden.',
  written: (model) =>
    `Von einem Programm${model && ` (${model})`} aus dem Text selbst geschrieben. Sie entscheiden.`,
  summary: 'Zusammenfassung',
  sections: 'Abschnitt für Abschnitt',
  read: (read, of) =>
    read === of ? 'Das ganze Dokument wurde gelesen.' : `${n(read)} von ${n(of)} Stellen wurden gelesen.`,
  pick: 'Vergleichen',
  pickOf: (title) => `Zum Vergleich auswählen: ${title}`,
  picked: (count) => (count === 1 ? '1 Dokument ausgewählt' : `${n(count)} Dokumente ausgewählt`),
  pickMore: 'Wählen Sie mindestens noch eines.',
  full: (most) => `Höchstens ${n(most)} lassen sich zugleich vergleichen.`,
  compare: 'Gegenüberstellen',
  unpick: 'Keines auswählen',
  comparison: 'Dokumente nebeneinander',
  differences: 'Nur zeigen, was sich unterscheidet',
  allSame: 'In dem, was verglichen wird, unterscheiden sie sich nicht.',
  field: 'Verglichen',
  same: 'gleich',
  nothing: 'sagt nichts dazu',
  tooFew:
    'Wählen Sie unter den Ergebnissen einer Suche zwei bis fünf Dokumente mit „Vergleichen“ bei jedem aus.',
};
