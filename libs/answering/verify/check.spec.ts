import type { Language } from '#platform';
import { check, type Failure } from './check.js';

const PASSAGES = [
  {
    id: 'p1',
    language: 'da' as Language,
    text: 'Udlejer skal indkalde lejeren til fraflytningssyn med mindst 1 uges varsel. Holdes der ikke syn, mister udlejer retten til at kræve istandsættelse betalt.',
  },
  {
    id: 'p2',
    language: 'da' as Language,
    text: 'Lejeren fik medhold. Depositum skulle betales tilbage inden fire uger, jf. lejelovens § 187, stk. 2. Læs mere på https://nævn.example/syn.',
  },
  {
    id: 'p3',
    language: 'de' as Language,
    text: 'Der Vermieter muss die Mieterhöhung in Textform begründen. Die Miete darf nicht um mehr als zwanzig Prozent steigen.',
  },
];
const QUESTION = 'Hvornår skal depositum betales tilbage, og hvad sker der uden syn?';
const SYN = 'Udlejer skal indkalde lejeren til fraflytningssyn med mindst 1 uges varsel';
const LOST = 'Holdes der ikke syn, mister udlejer retten til at kræve istandsættelse betalt';
const BACK = 'Depositum skulle betales tilbage inden fire uger';

const failures = (text: string, ...quotes: [string, string][]) =>
  check({ text, quotes: quotes.map(([passage, quote]) => ({ passage, quote })) }, PASSAGES, QUESTION)
    .failures;

test('a sentence that says what its quote says is verified, and its quote is found', () => {
  const text = 'Depositum skal betales tilbage senest efter 4 uger.';
  expect(check({ text, quotes: [{ passage: 'p2', quote: BACK }] }, PASSAGES, QUESTION)).toEqual({
    failures: [],
    quotes: [{ passage: 'p2', start: 21, end: 21 + BACK.length }],
  });
});

test.each<[string, ...[string, string][]]>([
  ['Udlejer skal indkalde lejeren til syn mindst 1 uge før.', ['p1', SYN]],
  ['Uden syn mister udlejer retten til at få istandsættelse betalt.', ['p1', LOST]],
  ['Udlejer kan ikke kræve istandsættelse betalt uden syn.', ['p1', LOST]],
  [
    'Lejeren fik medhold, og depositum skal tilbage inden fire uger.',
    ['p2', 'Lejeren fik medhold'],
    ['p2', BACK],
  ],
  [
    'Depositum skal betales inden fire uger efter § 187, stk. 2.',
    ['p2', `${BACK}, jf. lejelovens § 187, stk. 2`],
  ],
  [
    'The landlord must give reasons for a rent increase in text form.',
    ['p3', 'Der Vermieter muss die Mieterhöhung in Textform begründen'],
  ],
])('verified: %s', (text, ...quotes) => {
  expect(failures(text, ...quotes)).toEqual([]);
});

test.each<[Failure, string, ...[string, string][]]>([
  ['no-quote', 'Depositum skal betales tilbage.'],
  ['unknown-passage', 'Depositum skal betales tilbage.', ['p9', BACK]],
  ['quote-not-found', 'Depositum skal betales tilbage.', ['p1', BACK]],
  [
    'quote-not-found',
    'Depositum skal tilbage inden seks uger.',
    ['p2', 'Depositum skulle betales tilbage inden seks uger'],
  ],
  ['quote-not-found', 'Lejeren fik depositum.', ['p2', 'Lejeren fik depositum']],
  ['quote-too-short', 'Fire uger er fristen.', ['p2', 'fire uger']],
  ['number-not-in-quotes', 'Depositum skal betales tilbage inden seks uger.', ['p2', BACK]],
  ['reference-not-in-quotes', 'Depositum skal betales tilbage efter § 98.', ['p2', BACK]],
  ['negation-not-in-quotes', 'Depositum skal ikke betales tilbage.', ['p2', BACK]],
  [
    'negation-not-in-quotes',
    'Die Miete darf um mehr als zwanzig Prozent steigen.',
    ['p3', 'Die Miete darf nicht um mehr als zwanzig Prozent steigen'],
  ],
  [
    'negation-not-in-quotes',
    'Holdes der ikke syn, mister udlejer ikke retten til at kræve istandsættelse betalt.',
    ['p1', LOST],
  ],
  ['opposite-of-quotes', 'Udlejeren fik medhold.', ['p2', 'Lejeren fik medhold']],
  [
    'opposite-of-quotes',
    'The tenant must give reasons for the increase.',
    ['p3', 'Der Vermieter muss die Mieterhöhung in Textform begründen'],
  ],
  [
    'opposite-of-quotes',
    'Udlejer kan indkalde lejeren til syn.',
    ['p1', 'Udlejer skal indkalde lejeren til fraflytningssyn'],
  ],
  ['words-not-in-quotes', 'Kommunen dækker alle udgifter til flytning og opbevaring.', ['p2', BACK]],
  ['link-not-in-quotes', 'Depositum skal betales tilbage, se https://evil.example/x.', ['p2', BACK]],
])('%s: %s', (failure, text, ...quotes) => {
  expect(failures(text, ...quotes)).toContain(failure);
});
