import type { HelpTexts } from './texts.js';

export const help: HelpTexts = {
  contents: 'Auf dieser Seite',
  tour: 'Die Einführung noch einmal zeigen',
  search: {
    title: 'So suchen Sie',
    lead: 'Schreiben Sie, wie Sie es sagen würden oder wie das Dokument es sagt. Andere Wortformen, Teile langer Wörter und Alltagswörter werden verstanden, und eine Suche in einer Sprache findet auch Dokumente in den anderen.',
    forms: [
      {
        example: 'Kaution Auszug',
        says: 'Zuerst Dokumente über beides, auch wo sie andere Wörter gebrauchen.',
      },
      {
        example: '"angemessene Frist"',
        says: 'Nur Dokumente mit genau diesen Wörtern in dieser Reihenfolge.',
      },
      { example: 'Kaution -Gewerbe', says: 'Kein Dokument mit dem Wort hinter dem Strich.' },
      { example: '§ 19 Abs. 2', says: 'Die Vorschrift, wie immer sie geschrieben ist.' },
      { example: '2024-0420', says: 'Der Fall mit dieser Nummer.' },
    ],
    more: [
      'Neben den Treffern können Sie eingrenzen und in dem suchen, was an einem anderen Tag galt.',
      'Jeder Treffer sagt, warum er gefunden wurde.',
      'Die Adresse der Seite enthält die ganze Suche; ein Link darauf lässt sich verschicken oder aufheben.',
    ],
  },
  ask: {
    title: 'So fragen Sie',
    lead: 'Enden Sie mit einem Fragezeichen, oder wählen Sie „Fragen“.',
    quotes: 'Die Antwort besteht aus Sätzen, wie sie in den Dokumenten stehen.',
    written:
      'Die Antwort schreibt ein Sprachmodell aus den Dokumenten, und jeder Satz wird mit den Worten verglichen, auf denen er steht, bevor Sie ihn sehen.',
    more: [
      'Jeder Satz hat eine Nummer. Sie zeigt das Zitat; ein Klick öffnet das Dokument an der Stelle.',
      'Unter der Antwort können Sie weiterfragen und berichtigen, wie Ihre Frage verstanden wurde.',
      'Stimmt etwas nicht? Sagen Sie es unter der Antwort; die, die die Dokumente pflegen, sehen es.',
    ],
  },
  refusal: {
    title: 'Wenn es keine Antwort gibt',
    lead: 'Keine Antwort ist besser als eine falsche. Es gibt keine, wenn',
    reasons: [
      'nichts von dem, was Sie lesen dürfen, der Frage nahe genug kommt;',
      'nur ein Text antwortet, der nicht mehr oder noch nicht gilt: er wird zusammen mit dem geltenden gezeigt;',
      'die Regeln dieses Dienstes die Frage einem Menschen überlassen.',
    ],
    helps:
      'Fragen Sie nach einer Sache auf einmal, mit den Wörtern des Fachs und ohne Filter. Die nächsten Stellen stehen darunter und enthalten oft, was Sie brauchen.',
  },
  cite: {
    title: 'So verweisen Sie',
    steps: [
      'Öffnen Sie einen Treffer. Die Stelle ist im Dokument markiert.',
      'Markieren Sie die Wörter, die Sie brauchen, oder lassen Sie es bei der markierten Stelle.',
      '„Fundstelle kopieren“ gibt Art, Datum, Aktenzeichen und Seite; „Zitat mit Quelle kopieren“ auch die Worte. Fügen Sie es in Ihren Text ein.',
      '„An Vorgang heften“ hebt die Stelle mit Ihren Notizen auf. Ein Vorgang wird zu einem Word-Dokument mit Fundstellen.',
    ],
  },
  tasks: {
    title: 'Aufgaben, die Ihnen abgenommen werden',
    points: [
      '„Zusammenfassung“ steht neben jedem Dokument, und „In einfachen Worten“, wo der Dienst ein Sprachmodell hat.',
      '„Vergleichen“ bei zwei bis fünf Treffern stellt die Dokumente nebeneinander.',
      '„Überblick in einer Tabelle“ über den Treffern liest alles Gefundene und beantwortet Ihre Fragen an jedes Dokument.',
      '„Einen Vermerk daraus entwerfen“ unter einer Antwort schreibt einen Vermerk mit Fundstellen, den Sie ändern.',
    ],
  },
  limits: {
    title: 'Was Kilde kann und was nicht',
    points: [
      'Sie findet und zitiert. Sie entscheidet nichts und beurteilt keine Menschen: das tun Sie, mit der Quelle vor sich.',
      'Sie kennt die Sammlungen unten und sonst nichts.',
      'Sie kann etwas übersehen, und ein richtiges Zitat kann falsch gelesen werden. Lesen Sie die Quelle.',
    ],
    kept: (days) =>
      days === 0
        ? 'Ihre Frage wird nicht mit der Antwort aufbewahrt. Ihr Verlauf in „Meine Arbeit“ gehört nur Ihnen, und Sie können ihn löschen.'
        : `Ihre Frage wird ${days === 1 ? 'einen Tag' : `${days} Tage`} lang mit der Antwort aufbewahrt, zur Prüfung. Ihr Verlauf in „Meine Arbeit“ gehört nur Ihnen, und Sie können ihn löschen.`,
  },
  guidelines: 'Leitlinien dieses Dienstes',
  corpora: {
    title: 'Was durchsucht werden kann und wie aktuell es ist',
    name: 'Sammlung',
    documents: 'Dokumente',
    newest: 'Neuestes Dokument',
    changed: 'Zuletzt ergänzt',
    unknown: 'nicht bekannt',
  },
  keys: {
    title: 'Tastatur',
    use: 'Einzelne Tasten verwenden',
    useHint: 'Schalten Sie sie ab, wenn sie Spracheingabe oder andere Hilfsmittel stören.',
    names: {
      '?': 'diese Liste',
      '/': 'zum Suchfeld',
      j: 'nächster Treffer',
      k: 'voriger Treffer',
      f: 'im Dokument suchen',
      n: 'nächste Stelle im Dokument',
      p: 'vorige Stelle im Dokument',
      c: 'Fundstelle kopieren',
      q: 'Zitat mit Quelle kopieren',
      s: 'an einen Vorgang heften',
      Escape: 'das Dokument schließen, oder was sich geöffnet hat',
    },
  },
};
