import { sinceWhen } from './format.js';
import { texts } from './index.js';

const NOW = new Date(2026, 10, 27, 9, 30); // a Friday

test.each([
  [new Date(2026, 10, 27, 8, 5), ['08.05', '08:05', '08:05']],
  [new Date(2026, 10, 26, 23, 59), ['torsdag', 'Donnerstag', 'Thursday']],
  [new Date(2026, 10, 21, 9, 30), ['lørdag', 'Samstag', 'Saturday']],
  [new Date(2026, 10, 20, 9, 30), ['20. november 2026', '20. November 2026', '20 November 2026']],
])('says since when, seen on a Friday, of %s: %j', (then, said) => {
  const { da, de, en } = texts;
  expect([da, de, en].map((t) => sinceWhen(then.toISOString(), t, NOW))).toEqual(said);
});
