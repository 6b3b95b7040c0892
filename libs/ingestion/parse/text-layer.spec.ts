import { isReadable } from './text-layer.js';

const TEXT =
  'Bekanntmachung der Satzung über die Erhebung der Hundesteuer: Die Steuer beträgt jährlich für den ersten Hund 108 Euro.';

describe('a text layer', () => {
  it('is readable in small letters, in capitals and in few', () => {
    expect(isReadable(TEXT)).toBe(true);
    expect(isReadable(TEXT.toUpperCase())).toBe(true);
    expect(isReadable('§ 4 BGB')).toBe(true);
    expect(isReadable('Ρωμαϊκή οδός')).toBe(true);
  });

  it('is not readable when its letters are others than those that are seen', () => {
    // As fonts do that number the letters anew, and pass the numbers off as letters.
    const shifted = TEXT.replace(/[!-~]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) - 29),
    ).replace(
      // eslint-disable-next-line no-control-regex
      /[\x00-\x1f]/g,
      '',
    );
    expect(isReadable(shifted.repeat(3))).toBe(false);
    expect(isReadable('\uE001\uE002\uE003 \uFFFD\uFFFD ab')).toBe(false);
    expect(isReadable(' \n ')).toBe(false);
  });
});
