import type { Texts } from '../texts.js';

const some = (count: number, one: string, many: string) =>
  `${count.toLocaleString('de-DE')} ${count === 1 ? one : many}`;

export const answer: Texts['answer'] = {
  title: 'Antwort',
  looking: 'In den Quellen wird nach einer Antwort gesucht …',
  stages: {
    searching: 'Stellen werden gesucht …',
    composing: 'Es kann noch mehr folgen …',
    correcting: 'Was sich zunächst nicht belegen ließ, wird geprüft …',
  },
  note: 'Von einem Programm aus den zitierten Quellen zusammengestellt. Sie entscheiden.',
  written: (model) =>
    `Von einem Programm${model && ` (${model})`} aus den zitierten Quellen geschrieben; jeder Satz ist an ihnen geprüft. Sie entscheiden.`,
  sources: 'Quellen',
  translation: {
    show: 'Zitate übersetzt zeigen',
    making: 'Wird übersetzt …',
    note: (model) => `Von einem Programm übersetzt${model && ` (${model})`}. Es gilt das Original darüber.`,
  },
  source: (number, title) => `Quelle ${number}: ${title}`,
  unsupported: 'Das sagt keine Quelle',
  ready: (sentences, sources) =>
    `Die Antwort liegt vor: ${some(sentences, 'Satz', 'Sätze')} aus ${some(sources, 'Quelle', 'Quellen')}.`,
  lost: 'Die Verbindung zum Server ist abgebrochen. Was gekommen ist, bleibt stehen; der Rest folgt, sobald der Server wieder antwortet.',
  givenUp:
    'Der Server antwortet seit einer Weile nicht. Was gekommen war, steht hier; die Antwort ist nicht vollständig.',
  again: 'Noch einmal fragen',
  understood: 'Verstanden als',
  correct: 'Anders gemeint?',
  meant: 'Was Sie wissen möchten, ganz ausgeschrieben',
  earlier: 'Bisherige Fragen',
  followUp: 'Weiterfragen',
  followUpExample: 'Was ist mit …?',
  origin: (day) =>
    `Von Kilde, einem Programm, aus den zitierten Quellen mit Stand vom ${day} zusammengestellt. Ein Mensch entscheidet.`,
  take: {
    title: 'Die Antwort mitnehmen',
    copy: 'Antwort mit Quellen kopieren',
    docx: 'Als Word-Datei speichern',
    md: 'Als Markdown speichern',
    print: 'Drucken oder als PDF speichern',
  },
  refusedTitle: 'Keine Antwort',
  refused: {
    'no-relevant-passage': 'Keine Stelle in den Dokumenten beantwortet diese Frage.',
    'nothing-stored':
      'Es gibt noch keine Dokumente, die Sie lesen dürfen. Fügen Sie Dokumente hinzu oder verwenden Sie einen Schlüssel mit Zugang.',
    'only-outdated': 'Nur eine Fassung, die am gewählten Tag nicht gilt, sagt etwas dazu.',
    'out-of-policy': 'Die Regeln dieses Systems erlauben diese Verwendung nicht.',
    'personal-data':
      'Die Frage enthält eine persönliche Kennung, die nicht an das Sprachmodell gesendet werden darf. Fragen Sie noch einmal ohne sie.',
    'model-unavailable':
      'Das Sprachmodell antwortet im Moment nicht. Die nächstliegenden Stellen stehen darunter.',
    'not-verifiable':
      'Keine Antwort ließ sich Wort für Wort in den Dokumenten belegen. Die nächstliegenden Stellen stehen darunter.',
  },
  near: {
    nothing: 'Nichts in ihnen handelt davon. Versuchen Sie andere Wörter oder eine andere Sammlung.',
    other: 'Die nächstliegenden handeln offenbar von etwas anderem; sie stehen darunter.',
    unsure:
      'Manche kommen nahe, doch ist nicht sicher, dass sie davon handeln; sie stehen darunter, damit Sie urteilen können.',
  },
  rules: {
    'decide-case':
      'Fälle entscheidet ein Mensch. Kilde findet und zitiert Quellen; es entscheidet nicht und schreibt nicht den Ausgang.',
    'assess-person': 'Menschen werden mit diesem Werkzeug nicht bewertet, eingestuft oder beurteilt.',
  },
  contact: 'Wenden Sie sich stattdessen an einen Menschen:',
  suggestions: 'Die Dokumente handeln von',
  everywhere: 'Überall fragen, ohne Filter',
  quotesOnly: 'Nur mit Zitaten antworten, ohne das Sprachmodell',
  inForce: 'Jetzt gültig:',
  askAsOf: (day) => `Zum ${day} fragen`,
  remarks: {
    overturned: (titles) => `Eine zitierte Quelle wurde später aufgehoben: ${titles}.`,
    changed: (titles) => `Seit einer zitierten Quelle hat sich die Praxis geändert: ${titles}.`,
    modelUnavailable: 'Das Sprachmodell hat nicht geantwortet. Hier stehen Sätze der Quellen, wie sie sind.',
    incomplete: 'Nicht alles, wonach gefragt wurde, ist hier beantwortet.',
    unsupported: 'Sätze, die keine Quelle sagt, sind gekennzeichnet.',
    masked: 'Persönliche Kennungen in der Frage wurden vor der Suche unkenntlich gemacht.',
    dates: (first, last) => `Die Quellen sind von verschiedenen Tagen, vom ${first} bis zum ${last}.`,
    kinds: (kinds) => `Die Quellen sind von verschiedener Art: ${kinds}.`,
    languages: (languages) => `Sprachen der Quellen: ${languages}.`,
  },
};
