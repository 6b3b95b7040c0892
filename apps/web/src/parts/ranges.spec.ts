import { bestStretch, pieces, within } from './ranges.js';

describe('ranges', () => {
  it('are counted from the start of the passage, clipped and merged', () => {
    const ranges = [
      { start: 95, end: 104 },
      { start: 130, end: 140 },
      { start: 102, end: 110 },
      { start: 300, end: 310 },
    ];
    expect(within(ranges, 100, 135)).toEqual([
      { start: 0, end: 10 },
      { start: 30, end: 35 },
    ]);
  });

  it('cut a text into pieces that are the text when joined', () => {
    const text = 'Skimmelsvamp i soveværelset';
    const cut = pieces(text, [
      { start: 0, end: 12 },
      { start: 15, end: 99 },
    ]);
    expect(cut.map((piece) => piece.text).join('')).toBe(text);
    expect(cut.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual([
      'Skimmelsvamp',
      'soveværelset',
    ]);
  });
});

describe('the best stretch', () => {
  it('begins with the sentence that the first marked word stands in', () => {
    const text = `${'Noget andet står her. '.repeat(30)}Skimmel blev fundet på væggen. ${'Mere tekst. '.repeat(40)}`;
    const start = text.indexOf('fundet');
    const stretch = bestStretch(text, [{ start, end: start + 6 }], 200);
    expect(text.slice(stretch.start)).toMatch(/^Skimmel blev fundet/);
  });

  it('is the whole of a short text', () => {
    expect(bestStretch('kort', [], 100)).toEqual({ start: 0, end: 4 });
  });

  it('holds the marked words of a long text and cuts no word', () => {
    const text = `${'ord '.repeat(200)}skimmel og fugt ${'ord '.repeat(200)}`;
    const start = text.indexOf('skimmel');
    const marked = [
      { start, end: start + 7 },
      { start: start + 11, end: start + 15 },
    ];
    const stretch = bestStretch(text, marked, 300);
    const shown = text.slice(stretch.start, stretch.end);
    expect(shown).toContain('skimmel og fugt');
    expect(shown.length).toBeLessThanOrEqual(300);
    expect(shown.startsWith('ord')).toBe(true);
    expect(shown.endsWith('ord')).toBe(true);
  });
});
