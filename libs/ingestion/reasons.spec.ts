import { LANGUAGES } from '#platform';
import { REASONS, WARNINGS } from './reasons.js';

const all = Object.entries({ ...REASONS, ...WARNINGS });

test.each(all)('%s says in each language what is the matter and what to do', (_, sentences) => {
  expect(Object.keys(sentences).sort()).toEqual([...LANGUAGES].sort());
  for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/^\p{Lu}[^\n]+[.;,] ?[^\n]*\.$/u);
  expect(new Set(Object.values(sentences)).size).toBe(LANGUAGES.length);
});
