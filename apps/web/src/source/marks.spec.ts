import { markedPieces, marksIn, NONE } from './marks.js';

const text = 'Lejeren kan kræve afslag i lejen.';
const at = { start: 0, end: text.length };

describe('marked pieces', () => {
  it('are the stretch when joined, and tell the place looked at from the words in it', () => {
    const marks = { target: { start: 8, end: 24 }, words: [{ start: 18, end: 24 }] };
    const pieces = markedPieces(text, at, marks);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.map(({ text, target, word }) => [text, target, word])).toEqual([
      ['Lejeren ', false, false],
      ['kan kræve ', true, false],
      ['afslag', true, true],
      [' i lejen.', false, false],
    ]);
  });

  it('are cut at the ends of the stretch', () => {
    const marks = { target: { start: 0, end: text.length }, words: [] };
    expect(markedPieces(text, { start: 12, end: 17 }, marks)).toEqual([
      { start: 12, end: 17, text: 'kræve', target: true, word: false },
    ]);
  });
});

test('stretches that no mark touches share one object, so that they are not drawn anew', () => {
  const marks = { target: { start: 0, end: 7 }, words: [{ start: 18, end: 24 }] };
  expect(marksIn(marks, { start: 7, end: 18 })).toBe(NONE);
  expect(marksIn(marks, { start: 6, end: 19 })).toEqual(marks);
});
