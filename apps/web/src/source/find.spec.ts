import { findAll, step } from './find.js';

describe('finding in a document', () => {
  const text = 'Lejen. LEJEN\nbetales (i dag). lejen  betales';

  it('takes words in any case, and any white space between them', () => {
    expect(findAll(text, 'lejen').map(({ start, end }) => text.slice(start, end))).toEqual([
      'Lejen',
      'LEJEN',
      'lejen',
    ]);
    expect(findAll(text, ' lejen betales ')).toHaveLength(2);
  });

  it('takes signs as they are, and finds nothing for nothing', () => {
    expect(findAll(text, '(i dag).')).toHaveLength(1);
    expect(findAll(text, '.*')).toEqual([]);
    expect(findAll(text, '  ')).toEqual([]);
  });
});

describe('steps between places', () => {
  const places = [10, 20, 30].map((start) => ({ start, end: start + 5 }));

  it('go around the ends', () => {
    expect(step(places, places[2]!, 1)).toBe(0);
    expect(step(places, places[0]!, -1)).toBe(2);
    expect(step(places, places[1]!, 1)).toBe(2);
  });

  it('begin at what is looked at', () => {
    expect(step(places, { start: 12, end: 90 }, 1)).toBe(1);
    expect(step(places, { start: 12, end: 90 }, -1)).toBe(0);
    expect(step(places, null, 1)).toBe(0);
    expect(step([], null, 1)).toBe(-1);
  });
});
