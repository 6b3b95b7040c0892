export const help = {
  contents: 'On this page',
  tour: 'Show the introduction again',
  search: {
    title: 'How to search',
    lead: 'Write as you would say it, or as the document would. Other forms of a word, parts of long words and everyday words are understood, and a search in one language finds documents in the others.',
    forms: [
      {
        example: 'deposit moving out',
        says: 'Documents about both come first, also where they use other words.',
      },
      { example: '"reasonable notice"', says: 'Only documents with exactly these words in this order.' },
      { example: 'deposit -business', says: 'No document with the word after the dash.' },
      { example: '§ 19, stk. 2', says: 'The provision, however it is written.' },
      { example: '2024-0420', says: 'The case with this number.' },
    ],
    more: [
      'Beside the results you can narrow them down, and search what was in force on another day.',
      'Each result says why it was found.',
      'The address of the page holds the whole search, so a link to it can be mailed or kept.',
    ],
  },
  ask: {
    title: 'How to ask',
    lead: 'End with a question mark, or press “Ask”.',
    quotes: 'The answer is made of sentences as they stand in the documents.',
    written:
      'The answer is written by a language model from the documents, and each sentence is checked against the words that it stands on before you see it.',
    more: [
      'Each sentence has a number. It shows the quote; a click opens the document at these words.',
      'You can ask on below the answer, and correct how your question was understood.',
      'Something wrong? Say so below the answer, and those who look after the documents will see it.',
    ],
  },
  refusal: {
    title: 'When there is no answer',
    lead: 'No answer is better than a wrong one. There is none when',
    reasons: [
      'nothing that you may read is close enough to the question;',
      'only a text answers that is no longer, or not yet, in force: it is shown together with the one in force;',
      'the rules of this service leave the question to a person.',
    ],
    helps:
      'Ask for one thing at a time, with the words of the subject, and without filters. The nearest passages stand below, and often hold what you need.',
  },
  cite: {
    title: 'How to cite',
    steps: [
      'Open a result. The passage is marked in its document.',
      'Select the words that you need, or leave it at what is marked.',
      '“Copy citation” gives kind, date, case number and page; “Copy quote with source” gives the words, too. Paste it into your text.',
      '“Pin to a case” keeps the passage with your notes. A case becomes a Word document with citations.',
    ],
  },
  tasks: {
    title: 'Tasks that are done for you',
    points: [
      '“Summary” stands beside each document, and “In plain words” where this service has a language model.',
      '“Compare” at two to five results puts the documents side by side.',
      '“Overview in a table” above the results reads all that was found, and answers your questions to each document.',
      '“Draft a note from this” below an answer writes a note with citations, for you to change.',
    ],
  },
  limits: {
    title: 'What it can do, and what it cannot',
    points: [
      'It finds and quotes. It decides nothing, and does not judge persons: you do, with the source before you.',
      'It knows the collections below and nothing else.',
      'It can overlook something, and a right quote can be read wrongly. Read the source.',
    ],
    kept: (days: number) =>
      days === 0
        ? 'Your question is not kept with its answer. Your history in “My work” is yours alone, and you can clear it.'
        : `Your question is kept with its answer for ${days === 1 ? 'a day' : `${days} days`}, for audit. Your history in “My work” is yours alone, and you can clear it.`,
  },
  guidelines: 'Guidelines for this service',
  corpora: {
    title: 'What can be searched, and how current it is',
    name: 'Collection',
    documents: 'Documents',
    newest: 'Newest document',
    changed: 'Last added to',
    unknown: 'not known',
  },
  keys: {
    title: 'Keyboard',
    use: 'Use single keys',
    useHint: 'Switch them off if they get in the way of speech input or other aids.',
    names: {
      '?': 'this list',
      '/': 'to the search box',
      j: 'next result',
      k: 'previous result',
      f: 'find in the document',
      n: 'next place in the document',
      p: 'previous place in the document',
      c: 'copy citation',
      q: 'copy quote with source',
      s: 'pin to a case',
      Escape: 'close the document, or what has opened',
    },
  },
};
