import type { HelpTexts } from './texts.js';

export const help: HelpTexts = {
  contents: 'På denne side',
  tour: 'Vis introduktionen igen',
  search: {
    title: 'Sådan søger du',
    lead: 'Skriv, som du ville sige det, eller som dokumentet ville. Bøjninger, dele af lange ord og hverdagsord bliver forstået, og en søgning på ét sprog finder også dokumenter på de andre.',
    forms: [
      {
        example: 'depositum fraflytning',
        says: 'Dokumenter om begge dele først, også hvor de bruger andre ord.',
      },
      { example: '"forholdsmæssigt afslag"', says: 'Kun dokumenter med netop disse ord i denne rækkefølge.' },
      { example: 'depositum -erhverv', says: 'Ingen dokumenter med ordet efter stregen.' },
      { example: '§ 19, stk. 2', says: 'Bestemmelsen, uanset hvordan den er skrevet.' },
      { example: '2024-0420', says: 'Sagen med dette nummer.' },
    ],
    more: [
      'Ved siden af resultaterne kan du afgrænse dem og søge i det, der gjaldt en anden dag.',
      'Hvert resultat siger, hvorfor det blev fundet.',
      'Sidens adresse rummer hele søgningen, så et link til den kan sendes eller gemmes.',
    ],
  },
  ask: {
    title: 'Sådan spørger du',
    lead: 'Slut med et spørgsmålstegn, eller tryk på »Spørg«.',
    quotes: 'Svaret består af sætninger, som de står i dokumenterne.',
    written:
      'Svaret skrives af en sprogmodel ud fra dokumenterne, og hver sætning holdes op mod de ord, den bygger på, før du ser den.',
    more: [
      'Hver sætning har et nummer. Det viser citatet; et klik åbner dokumentet ved ordene.',
      'Du kan spørge videre under svaret og rette, hvordan dit spørgsmål blev forstået.',
      'Er der noget galt? Sig det under svaret, så ser de det, der passer dokumenterne.',
    ],
  },
  refusal: {
    title: 'Når der ikke er noget svar',
    lead: 'Intet svar er bedre end et forkert. Der er intet, når',
    reasons: [
      'intet af det, du må læse, ligger tæt nok på spørgsmålet;',
      'kun en tekst svarer, som ikke længere eller endnu ikke gælder: den vises sammen med den gældende;',
      'reglerne for tjenesten overlader spørgsmålet til et menneske.',
    ],
    helps:
      'Spørg om én ting ad gangen, med emnets ord og uden filtre. De nærmeste steder står nedenunder og rummer ofte det, du skal bruge.',
  },
  cite: {
    title: 'Sådan henviser du',
    steps: [
      'Åbn et resultat. Stedet er markeret i dokumentet.',
      'Markér de ord, du skal bruge, eller lad det blive ved det markerede.',
      '»Kopiér henvisning« giver art, dato, sagsnummer og side; »Kopiér citat med kilde« giver også ordene. Sæt det ind i din tekst.',
      '»Føj til en sag« gemmer stedet med dine noter. En sag bliver til et Word-dokument med henvisninger.',
    ],
  },
  tasks: {
    title: 'Opgaver, du kan få løst',
    points: [
      '»Sammenfatning« står ved hvert dokument, og »Med enkle ord«, hvor tjenesten har en sprogmodel.',
      '»Sammenlign« ved to til fem resultater stiller dokumenterne side om side.',
      '»Overblik i en tabel« over resultaterne læser alt, der blev fundet, og besvarer dine spørgsmål til hvert dokument.',
      '»Skriv et udkast til et notat« under et svar laver et notat med henvisninger, som du retter til.',
    ],
  },
  limits: {
    title: 'Hvad Kilde kan, og hvad den ikke kan',
    points: [
      'Den finder og citerer. Den afgør intet og bedømmer ikke mennesker: det gør du, med kilden foran dig.',
      'Den kender samlingerne nedenfor og ikke andet.',
      'Den kan overse noget, og et rigtigt citat kan læses forkert. Læs kilden.',
    ],
    kept: (days) =>
      days === 0
        ? 'Dit spørgsmål gemmes ikke sammen med svaret. Din historik i »Mit arbejde« er kun din, og du kan rydde den.'
        : `Dit spørgsmål gemmes sammen med svaret i ${days === 1 ? 'en dag' : `${days} dage`}, til revision. Din historik i »Mit arbejde« er kun din, og du kan rydde den.`,
  },
  guidelines: 'Retningslinjer for tjenesten',
  corpora: {
    title: 'Hvad der kan søges i, og hvor nyt det er',
    name: 'Samling',
    documents: 'Dokumenter',
    newest: 'Nyeste dokument',
    changed: 'Sidst føjet til',
    unknown: 'vides ikke',
  },
  keys: {
    title: 'Tastatur',
    use: 'Brug enkelte taster',
    useHint: 'Slå dem fra, hvis de forstyrrer talestyring eller andre hjælpemidler.',
    names: {
      '?': 'denne liste',
      '/': 'til søgefeltet',
      j: 'næste resultat',
      k: 'forrige resultat',
      f: 'find i dokumentet',
      n: 'næste sted i dokumentet',
      p: 'forrige sted i dokumentet',
      c: 'kopiér henvisning',
      q: 'kopiér citat med kilde',
      s: 'føj til en sag',
      Escape: 'luk dokumentet eller det, der er åbnet',
    },
  },
};
