import { forbiddenBy } from './policy.js';

const policy = {
  contact: 'Borgerservice, 12 34 56 78',
  forbid: ['decide-case' as const, 'assess-person' as const],
  rules: [{ rule: 'No legal advice to private parties.', phrases: ['skal jeg sagsøge', 'stævne min'] }],
};

test.each([
  ['Cases are decided', 'Skal jeg bevillige ansøgningen fra familien Holm?'],
  ['Cases are decided', 'Træf afgørelse i sagen'],
  ['Cases are decided', 'Soll ich den Antrag ablehnen?'],
  ['Cases are decided', 'Should we reject this application?'],
  ['Persons are not', 'Er hun troværdig?'],
  ['Persons are not', 'Beurteilen Sie die Antragstellerin'],
  ['Persons are not', 'Rate this applicant from 1 to 10'],
  ['No legal advice', 'Skal  jeg sagsøge udlejer?'],
])('%s: %s', (rule, question) => {
  expect(forbiddenBy(question, policy)).toEqual({
    rule: expect.stringContaining(rule),
    contact: policy.contact,
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
