import type { Texts } from '../texts.js';

const n = (count: number) => count.toLocaleString('de-DE');
const some = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`;

export const work: Texts['work'] = {
  title: 'Meine Arbeit',
  keptHere:
    'Bleibt in diesem Browser, nur auf diesem Gerät. Melden Sie sich an, um es anderswo wiederzufinden; an einem gemeinsamen Rechner: löschen Sie es, wenn Sie gehen.',
  keptForKey: 'Liegt auf dem Server für Ihren Schlüssel. Niemand sonst sieht es.',
  cases: 'Vorgänge',
  noCases:
    'Ein Vorgang sammelt die Stellen, die Sie anheften, mit Ihren Notizen und wird zu einem Dokument mit Fundstellen.',
  newCase: 'Neuer Vorgang',
  orNewCase: 'Oder ein neuer Vorgang',
  caseExample: 'z. B. Schimmel, Ulmenweg 4',
  begin: 'Anlegen',
  beginAndPin: 'Anlegen und anheften',
  pins: (count) => some(count, 'angeheftete Stelle', 'angeheftete Stellen'),
  changed: (moment) => `geändert ${moment}`,
  pin: 'An Vorgang heften',
  pinAbout: (about) => `An Vorgang heften: ${about}`,
  pinTo: 'An welchen Vorgang?',
  pinnedTo: (title) => `Angeheftet an „${title}“`,
  unpin: 'Entfernen',
  unpinAbout: (about) => `Entfernen: ${about}`,
  unpinned: 'Entfernt.',
  pinned: 'Angeheftet',
  noPins:
    'Noch ist nichts angeheftet. „An Vorgang heften“ steht unter jedem Treffer und über jedem Dokument.',
  withheld: 'Eine Stelle, die nicht gezeigt werden kann',
  withheldWhy:
    'Sie wurde entfernt, oder Sie dürfen sie nicht mehr lesen. Ihre Notiz bleibt, bis Sie die Stelle entfernen.',
  note: 'Notiz',
  notes: 'Notizen zum Vorgang',
  noteStates: {
    unsaved: 'Noch nicht gespeichert …',
    saved: 'Gespeichert.',
    failed: 'Ließ sich nicht speichern.',
  },
  noCase: 'Diesen Vorgang gibt es hier nicht',
  caseTitle: 'Name des Vorgangs',
  rename: 'Umbenennen',
  deleteCase: 'Vorgang löschen',
  deleteWarning: (title, pins) =>
    `„${title}“ mit Notizen und ${some(pins, 'angehefteter Stelle', 'angehefteten Stellen')} wird endgültig gelöscht. Die Dokumente selbst bleiben.`,
  deleteNow: 'Endgültig löschen',
  keep: 'Behalten',
  exports: { docx: 'Als Word-Dokument speichern', md: 'Als Markdown' },
  exported: 'Das Dokument liegt bei Ihren Downloads.',
  origin: (day) => `Zusammengestellt mit Kilde am ${day}. Jede Fundstelle führt zu ihrem Ort.`,
  saved: 'Gespeicherte Suchen',
  noSaved: '„Suche speichern“ über den Treffern hält eine Suche hier fest und sagt, was hinzugekommen ist.',
  saveSearch: 'Suche speichern',
  searchSaved: 'Gespeichert in Meine Arbeit',
  news: (count, since) => `${some(count, 'neuer Treffer', 'neue Treffer')} seit ${since}`,
  noNews: (since) => `Nichts Neues seit ${since}`,
  forget: 'Entfernen',
  forgetSearch: (query) => `Gespeicherte Suche entfernen: ${query}`,
  history: 'Verlauf',
  noHistory: 'Der Verlauf ist leer.',
  clearHistory: 'Leeren',
  searched: 'Gesucht:',
  opened: 'Geöffnet:',
};
