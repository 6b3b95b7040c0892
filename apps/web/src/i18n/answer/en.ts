const some = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

export const answer = {
  title: 'Answer',
  looking: 'Looking for an answer in the sources …',
  stages: {
    searching: 'Looking for passages …',
    composing: 'More may follow …',
    correcting: 'Checking what could not be verified at first …',
  },
  note: 'Put together by a program from the quoted sources. You decide.',
  written: (model: string) =>
    `Written by a program${model && ` (${model})`} from the quoted sources, each sentence checked against them. You decide.`,
  sources: 'Sources',
  translation: {
    show: 'Show quotes translated',
    making: 'Translating …',
    note: (model: string) =>
      `Translated by a program${model && ` (${model})`}. What counts is the original above.`,
  },
  source: (number: number, title: string) => `Source ${number}: ${title}`,
  unsupported: 'No source says this',
  ready: (sentences: number, sources: number) =>
    `The answer is ready: ${some(sentences, 'sentence', 'sentences')} from ${some(sources, 'source', 'sources')}.`,
  lost: 'The connection to the server broke off. What has come so far stays here; the rest follows as soon as the server answers again.',
  givenUp: 'The server has not answered for a while. What had come stands here; the answer is not complete.',
  again: 'Ask again',
  understood: 'Understood as',
  correct: 'Not meant like that?',
  meant: 'What you would like to know, in full',
  earlier: 'Questions so far',
  followUp: 'Ask on',
  followUpExample: 'What about …?',
  origin: (day: string) =>
    `Put together by Kilde, a program, from the quoted sources as of ${day}. A person decides.`,
  take: {
    title: 'Take the answer along',
    copy: 'Copy answer with sources',
    docx: 'Save as Word file',
    md: 'Save as Markdown',
    print: 'Print or save as PDF',
  },
  refusedTitle: 'No answer',
  refused: {
    'no-relevant-passage': 'No passage in the documents answers this question.',
    'nothing-stored':
      'There are no documents yet that you may read. Add documents, or use a key that gives access.',
    'only-outdated': 'Only a version that is not in force on the chosen day speaks of this.',
    'out-of-policy': 'The rules of this system do not allow this use.',
    'personal-data':
      'The question holds a personal identifier, which may not be sent to the language model. Ask again without it.',
    'model-unavailable':
      'The language model does not answer at the moment. The nearest passages stand below.',
    'not-verifiable':
      'No answer could be backed word by word by the documents. The nearest passages stand below.',
  } as Record<string, string>,
  near: {
    nothing: 'Nothing in them is about it. Use other words, or look in another collection.',
    other: 'The nearest ones seem to be about something else; they stand below.',
    unsure:
      'Some come near, but it is not certain that they are about this; they stand below for you to judge.',
  },
  /** The uses that the server knows by name; in English, and of a deployment’s own rules, its words stand. */
  rules: {} as Record<string, string>,
  contact: 'Turn to a person instead:',
  suggestions: 'The documents speak of',
  everywhere: 'Ask in everything, without filters',
  quotesOnly: 'Answer with quotes alone, without the language model',
  inForce: 'In force now:',
  askAsOf: (day: string) => `Ask as of ${day}`,
  remarks: {
    overturned: (titles: string) => `A quoted source was overturned later: ${titles}.`,
    changed: (titles: string) => `Practice has changed since a quoted source: ${titles}.`,
    modelUnavailable: 'The language model did not answer. These are sentences of the sources as they stand.',
    incomplete: 'Not everything that was asked is answered here.',
    unsupported: 'Sentences that no source says are marked.',
    masked: 'Personal identifiers in the question were masked before it was searched.',
    dates: (first: string, last: string) => `The sources are of different dates, from ${first} to ${last}.`,
    kinds: (kinds: string) => `The sources are of different kinds: ${kinds}.`,
    languages: (languages: string) => `Languages of the sources: ${languages}.`,
  },
};
