import fc from 'fast-check';
import { assemble, cleanText } from './canonical.js';

describe('canonical text', () => {
  it('has one spelling for what looks the same', () => {
    expect(cleanText('\uFEFFA\u030Arhus\u00A0ko\u00ADmmune\r\nﬁnder\u200B\0')).toBe('Århus kommune\nfinder');
  });

  it('separates blocks by a blank line and knows where headings and pages are', () => {
    const { text, headings, pages } = assemble([
      { text: 'Title\nof two lines', level: 1, page: 1 },
      { text: '  ' },
      { text: 'Begins here \fand goes on\f\f', page: 1 },
      { text: 'Last', page: 4 },
    ]);
    expect(text).toBe('Title of two lines\n\nBegins here and goes on\n\nLast');
    expect(headings).toEqual([{ level: 1, start: 0, end: 18 }]);
    expect(pages.map(({ page, start, end }) => [page, text.slice(start, end)])).toEqual([
      [1, 'Title of two lines\n\nBegins here '],
      [2, 'and goes on\n\n'],
      [4, 'Last'],
    ]);
  });

  it('holds its promises for any blocks', () => {
    const blocks = fc.array(
      fc.record({
        text: fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('a', 'b', '\f', '\n', '\u0301', ' ') }),
        ),
        level: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
      }),
    );
    fc.assert(
      fc.property(blocks, (some) => {
        const { text, headings, pages } = assemble(some.map((block, i) => ({ ...block, page: 1 + i * 9 })));
        expect(text).toBe(text.normalize('NFC'));
        expect(text).not.toMatch(/[\0\r\f\uFEFF\u00AD\u200B]/);
        expect(text).not.toMatch(/\p{Surrogate}/u);
        expect(text).toBe(text.trimEnd());
        for (const { start, end } of headings) expect(text.slice(start, end)).toMatch(/^\S.*$/su);
        expect(pages.map(({ start }) => start)).toEqual(
          [0, ...pages.map(({ end }) => end)].slice(0, pages.length),
        );
        expect(pages.at(-1)?.end ?? 0).toBe(text.length);
      }),
    );
  });
});
