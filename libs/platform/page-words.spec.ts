import fc from 'fast-check';
import { packWords, unpackWords, type PageWord } from './page-words.js';

const PAGE = { page: 1, width: 595.2, height: 841.9, confidence: null };

test('words come back in their ranges, and in their places to a hundredth of a point', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const drawn = fc.record({ gap: fc.nat(50), length: fc.integer({ min: 1, max: 60 }), x: share, y: share });
  fc.assert(
    fc.property(fc.nat(3_000_000), fc.array(drawn, { maxLength: 80 }), (from, shapes) => {
      let end = from;
      const words: PageWord[] = shapes.map(({ gap, length, x, y }) => {
        const start = end + gap;
        end = start + length;
        return { start, end, x: x * PAGE.width, y: y * PAGE.height, width: 30.5 * x, height: 11.2 };
      });
      const back = unpackWords({ ...PAGE, words: packWords(words, PAGE) });
      expect(back.map(({ start, end }) => [start, end])).toEqual(words.map(({ start, end }) => [start, end]));
      back.forEach((word, i) => {
        for (const side of ['x', 'y', 'width', 'height'] as const)
          expect(Math.abs(word[side] - words[i]![side])).toBeLessThan(0.01);
      });
    }),
  );
});
