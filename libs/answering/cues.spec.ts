import { wants } from './cues.js';

test('a question for a number wants a sentence with one', () => {
  const wanted = wants('Hvor længe gælder tilladelsen?');
  expect(wanted('Tilladelsen gælder i 2 år.')).toBeGreaterThan(wanted('Tilladelsen gælder længe.'));
});

test('a question about what is forbidden wants a sentence that forbids, in each language', () => {
  for (const [question, forbids, allows] of [
    [
      'Wofür darf das Programm nicht eingesetzt werden?',
      'Der Einsatz bei Entscheidungen ist untersagt.',
      'Der Einsatz ist einfach.',
    ],
    [
      'Hvad må programmet ikke bruges til?',
      'Det er ikke tilladt at bruge det til afgørelser.',
      'Det er let at bruge.',
    ],
    ['What may it not be used for?', 'Use in decisions is prohibited.', 'It is easy to use.'],
  ] as const) {
    expect(wants(question)(forbids)).toBeGreaterThan(wants(question)(allows));
  }
});

test('any other question wants nothing beyond its words', () => {
  expect(wants('Was ist ein Mietspiegel?')('Er gilt 2 Jahre und ist nicht verboten.')).toBe(0);
});
