import { forbiddenBy } from './policy.js';

const policy = {
  contact: 'Borgerservice, 12 34 56 78',
  forbid: ['decide-case' as const, 'assess-person' as const],
  rules: [{ rule: 'No legal advice to private parties.', phrases: ['skal jeg sagsøge', 'stævne min'] }],
};

test.each([
  ['decide-case', 'Cases are decided', 'Skal jeg bevillige ansøgningen fra familien Holm?'],
  ['decide-case', 'Cases are decided', 'Træf afgørelse i sagen'],
  ['decide-case', 'Cases are decided', 'Soll ich den Antrag ablehnen?'],
  ['decide-case', 'Cases are decided', 'Should we reject this application?'],
  ['assess-person', 'Persons are not', 'Er hun troværdig?'],
  ['assess-person', 'Persons are not', 'Beurteilen Sie die Antragstellerin'],
  ['assess-person', 'Persons are not', 'Rate this applicant from 1 to 10'],
  [undefined, 'No legal advice', 'Skal  jeg sagsøge udlejer?'],
] as const)('%s: %s: %s', (use, rule, question) => {
  expect(forbiddenBy(question, policy)).toEqual({
    rule: expect.stringContaining(rule),
    contact: policy.contact,
    use,
  });
});

test.each([
  'Hvornår kan kommunen afslå en ansøgning om boligstøtte?',
  'Hvordan vurderes borgerens behov for hjælp?',
  'Wer entscheidet über den Antrag auf Wohngeld?',
  'Wann ist eine Person geeignet, Schlüssel zu verwahren?',
  'Who decides on a complaint?',
  'How is a risk assessed?',
  'Wofür darf KI nicht eingesetzt werden?',
])('leaves questions about the rules alone: %s', (question) => {
  expect(forbiddenBy(question, policy)).toBeNull();
});

test('without a rule nothing is forbidden', () => {
  expect(forbiddenBy('Er hun troværdig?', { contact: '', forbid: [], rules: [] })).toBeNull();
});
