import { standAlone } from './rewrite.js';

const DEPOSIT = 'Hvornår skal depositum betales tilbage?';

test.each([
  ['Hvad med erhvervslejemål?', [DEPOSIT], 'Hvornår skal depositum betales tilbage: erhvervslejemål?'],
  ['Og ved fremleje?', [DEPOSIT], 'Hvornår skal depositum betales tilbage: ved fremleje?'],
  ['Og hvem betaler det?', [DEPOSIT], 'Hvem betaler det (depositum, betales, tilbage)?'],
  ['Hvor meget er det?', [DEPOSIT], 'Hvor meget er det (depositum, betales, tilbage)?'],
  ['Hvorfor?', [DEPOSIT], 'Hvorfor (depositum, betales, tilbage)?'],
  [
    'Was ist mit Assistenzhunden?',
    ['Wie hoch ist die Hundesteuer?'],
    'Wie hoch ist die Hundesteuer: Assistenzhunden?',
  ],
  ['Und wer zahlt sie?', ['Wie hoch ist die Hundesteuer?'], 'Wer zahlt sie (hoch, hundesteuer)?'],
  ['What about children?', ['Who may act as an interpreter?'], 'Who may act as an interpreter: children?'],
  [
    'How long does it take?',
    ['How do I complain about a decision?'],
    'How long does it take (complain, decision)?',
  ],
])('%s', (question, previous, expected) => {
  expect(standAlone(question, previous)).toBe(expected);
});

test('takes up a chain of follow-ups', () => {
  expect(standAlone('Hvad med ungdomsboliger?', [DEPOSIT, 'Og ved fremleje?'])).toBe(
    'Hvornår skal depositum betales tilbage: ved fremleje: ungdomsboliger?',
  );
});

test.each([
  ['Hvornår skal depositum betales tilbage?', []],
  ['Hvor mange dage før skal udlejer varsle syn?', [DEPOSIT]],
  ['Wann muss der Vermieter die Mieterhöhung begründen?', ['Wie hoch ist die Hundesteuer?']],
  ['2023-0417 skimmelsvamp', [DEPOSIT]],
])('leaves alone what stands alone: %s', (question, previous) => {
  expect(standAlone(question, previous)).toBeNull();
});
