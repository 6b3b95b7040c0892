import { compoundParts } from './compounds.js';

const KNOWN: Record<string, number> = {
  varme: 1e-4,
  regnskab: 1e-4,
  husleje: 1e-4,
  leje: 1e-3,
  nævn: 1e-4,
  betrieb: 1e-4,
  kosten: 1e-4,
  abrechnung: 1e-4,
  hund: 1e-4,
  steuer: 1e-4,
};
const parts = (word: string) => compoundParts(word, (known) => KNOWN[known]);

test.each([
  ['varmeregnskab', ['varme', 'regnskab']],
  ['huslejenævn', ['husleje', 'nævn']],
  ['hundesteuer', ['hund', 'steuer']],
  ['betriebskostenabrechnung', ['betrieb', 'kosten', 'abrechnung']],
])('splits %s', (word, expected) => {
  expect(parts(word)).toEqual(expected);
});

test.each(['regnskab', 'varme', 'ukendtord', 'varme-regnskab', 'varmeregnskab2', 'lejeleje1', ''])(
  'leaves "%s" whole',
  (word) => {
    expect(parts(word)).toEqual([]);
  },
);

test('a part has at least four letters', () => {
  expect(compoundParts('busholdeplads', (word) => ({ bus: 1, holdeplads: 1 })[word])).toEqual([]);
});

test('a very long word costs little', () => {
  const began = performance.now();
  parts('leje'.repeat(200));
  expect(performance.now() - began).toBeLessThan(2000);
});
