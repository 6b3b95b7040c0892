import type { Texts } from '../texts.js';

const some = (count: number, one: string, many: string) =>
  `${count.toLocaleString('da-DK')} ${count === 1 ? one : many}`;

export const answer: Texts['answer'] = {
  title: 'Svar',
  looking: 'Leder efter et svar i kilderne …',
  stages: {
    searching: 'Leder efter steder …',
    composing: 'Der kan komme mere …',
    correcting: 'Tjekker det, der først ikke kunne eftervises …',
  },
  note: 'Sat sammen af et program ud fra de citerede kilder. Du afgør.',
  written: (model) =>
    `Skrevet af et program${model && ` (${model})`} ud fra de citerede kilder; hver sætning er holdt op mod dem. Du afgør.`,
  sources: 'Kilder',
  translation: {
    show: 'Vis citater oversat',
    making: 'Oversætter …',
    note: (model) => `Oversat af et program${model && ` (${model})`}. Det er originalen ovenfor, der gælder.`,
  },
  source: (number, title) => `Kilde ${number}: ${title}`,
  unsupported: 'Det siger ingen kilde',
  ready: (sentences, sources) =>
    `Svaret er klar: ${some(sentences, 'sætning', 'sætninger')} fra ${some(sources, 'kilde', 'kilder')}.`,
  lost: 'Forbindelsen til serveren er afbrudt. Det, der er kommet, bliver stående; resten følger, så snart serveren svarer igen.',
  givenUp:
    'Serveren har ikke svaret i et stykke tid. Det, der nåede at komme, står her; svaret er ikke helt.',
  again: 'Spørg igen',
  understood: 'Forstået som',
  correct: 'Var det ikke det, du mente?',
  meant: 'Det, du gerne vil vide, helt skrevet ud',
  earlier: 'Spørgsmål indtil nu',
  followUp: 'Spørg videre',
  followUpExample: 'Hvad med …?',
  origin: (day) =>
    `Sat sammen af Kilde, et program, ud fra de citerede kilder pr. ${day}. Et menneske afgør.`,
  take: {
    title: 'Tag svaret med',
    copy: 'Kopiér svar med kilder',
    docx: 'Gem som Word-fil',
    md: 'Gem som Markdown',
    print: 'Udskriv eller gem som PDF',
  },
  refusedTitle: 'Intet svar',
  refused: {
    'no-relevant-passage': 'Intet sted i dokumenterne besvarer spørgsmålet.',
    'nothing-stored':
      'Der er endnu ingen dokumenter, som du må læse. Tilføj dokumenter, eller brug en nøgle, der giver adgang.',
    'only-outdated': 'Kun en udgave, der ikke gælder på den valgte dag, siger noget om det.',
    'out-of-policy': 'Reglerne for dette system tillader ikke den brug.',
    'personal-data':
      'Spørgsmålet indeholder et personnummer eller lignende, som ikke må sendes til sprogmodellen. Spørg igen uden det.',
    'model-unavailable': 'Sprogmodellen svarer ikke lige nu. De nærmeste steder står herunder.',
    'not-verifiable':
      'Intet svar kunne underbygges ord for ord i dokumenterne. De nærmeste steder står herunder.',
  },
  near: {
    nothing: 'Der er intet om det i dem. Brug andre ord, eller led i en anden samling.',
    other: 'De nærmeste ser ud til at handle om noget andet; de står herunder.',
    unsure:
      'Nogle kommer tæt på, men det er ikke sikkert, at de handler om det; de står herunder, så du kan vurdere dem.',
  },
  rules: {
    'decide-case':
      'Sager afgøres af et menneske. Kilde finder og citerer kilder; den afgør ikke og skriver ikke udfaldet.',
    'assess-person': 'Mennesker bliver ikke vurderet, rangeret eller bedømt med dette værktøj.',
  },
  contact: 'Henvend dig i stedet til et menneske:',
  suggestions: 'Dokumenterne handler om',
  everywhere: 'Spørg i det hele, uden filtre',
  quotesOnly: 'Svar med citater alene, uden sprogmodellen',
  inForce: 'Gældende nu:',
  askAsOf: (day) => `Spørg pr. ${day}`,
  remarks: {
    overturned: (titles) => `En citeret kilde er senere ændret af højere instans: ${titles}.`,
    changed: (titles) => `Praksis er ændret siden en citeret kilde: ${titles}.`,
    modelUnavailable: 'Sprogmodellen svarede ikke. Her står sætninger fra kilderne, som de er.',
    incomplete: 'Ikke alt, der blev spurgt om, er besvaret her.',
    unsupported: 'Sætninger, som ingen kilde siger, er mærket.',
    masked: 'Personnumre og lignende i spørgsmålet blev skjult, før der blev søgt.',
    dates: (first, last) => `Kilderne har forskellige datoer, fra ${first} til ${last}.`,
    kinds: (kinds) => `Kilderne er af forskellig art: ${kinds}.`,
    languages: (languages) => `Kildernes sprog: ${languages}.`,
  },
};
