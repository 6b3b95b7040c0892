import fc from 'fast-check';
import { assemble, type Block } from '../parse/canonical.js';
import { chunk } from './chunk.js';
import { wordCount } from './measure.js';
import { MAX_PASSAGE_WORDS } from './passages.js';
import { BLOCK_WORDS, MAX_UNIT_WORDS } from './units.js';

const sentence = (length: number, word = 'ord') => `${Array.from({ length }, () => word).join(' ')}.`;
const prose = (sentences: number) =>
  Array.from({ length: sentences }, (_, i) => `Sætning ${i} ${sentence(8)}`).join(' ');

function cut(blocks: Block[]) {
  const document = assemble(blocks);
  const units = chunk(document);
  const passages = units.flatMap((unit) => unit.passages);
  return {
    ...document,
    units,
    passages,
    texts: passages.map(({ start, end }) => document.text.slice(start, end)),
  };
}

describe('chunk', () => {
  it('cuts at headings, keeps their paths, and gives a heading to the text after it', () => {
    const { passages, texts } = cut([
      { text: 'Indledning uden overskrift.' },
      { text: 'Lov', level: 1 },
      { text: 'Kapitel 1', level: 2 },
      { text: prose(8) },
      { text: 'Kapitel 2', level: 2 },
      { text: prose(8) },
      { text: 'Bilag', level: 1 },
    ]);
    expect(passages.map(({ headings }) => headings)).toEqual([
      [],
      ['Lov', 'Kapitel 1'],
      ['Lov', 'Kapitel 2'],
      ['Bilag'],
    ]);
    expect(texts[1]).toMatch(/^Lov\n\nKapitel 1\n\nSætning 0/);
    expect(texts[3]).toBe('Bilag');
  });

  it('joins a short section with its next sibling under the heading above both', () => {
    const { passages } = cut([
      { text: 'Instruks', level: 1 },
      { text: prose(6) },
      { text: 'Kort', level: 2 },
      { text: 'Kun en sætning.' },
      { text: 'Længere', level: 2 },
      { text: prose(9) },
      { text: 'Anden instruks', level: 1 },
      { text: 'Kort.' },
    ]);
    expect(passages.map(({ headings }) => headings)).toEqual([
      ['Instruks'],
      ['Instruks'],
      ['Anden instruks'],
    ]);
  });

  it('makes passages of a fair size from whole sentences', () => {
    const { texts } = cut([{ text: prose(100) }]);
    for (const text of texts) {
      expect(text).toMatch(/^Sætning \d+ [^]*\.$/);
      expect(wordCount(text)).toBeGreaterThanOrEqual(120);
      expect(wordCount(text)).toBeLessThanOrEqual(MAX_PASSAGE_WORDS);
    }
  });

  it('rather begins a passage at § than at Stk., and rather at Stk. than within', () => {
    const law = Array.from({ length: 12 }, (_, i) => [
      { text: `§ ${i + 1}. ${sentence(40, 'lejeren')} ${sentence(25)}` },
      { text: `Stk. 2. ${sentence(30, 'udlejeren')}` },
    ]).flat();
    const { texts } = cut(law);
    expect(texts.length).toBeGreaterThan(4);
    for (const text of texts) expect(text).toMatch(/^§ \d+\. /);
    const long = Array.from({ length: 6 }, (_, i) => ({
      text: `Stk. ${i + 1}. ${sentence(60)} ${sentence(60)}`,
    }));
    for (const text of cut(long).texts) expect(text).toMatch(/^Stk\. \d+\. /);
  });

  it('cuts a table between its rows, and a sentence only beyond 400 words', () => {
    const rows = Array.from({ length: 200 }, (_, i) => `${i} | Den ${i}. hund | 108 euro`).join('\n');
    for (const text of cut([{ text: rows }]).texts) expect(text).toMatch(/^\d+ \| [^]*108 euro$/);
    expect(cut([{ text: sentence(390) }]).texts).toHaveLength(1);
    const { texts } = cut([{ text: sentence(1200, 'uendelig') }]);
    expect(texts.length).toBeGreaterThan(4);
    for (const text of texts) expect(wordCount(text)).toBeLessThanOrEqual(MAX_PASSAGE_WORDS * 1.5);
  });

  it('keeps up to 3,000 words in one unit, and divides more along the headings', () => {
    const section = (title: string, sentences: number) => [
      { text: title, level: 2 },
      { text: prose(sentences) },
    ];
    expect(cut([{ text: 'Lov', level: 1 }, { text: prose(280) }]).units).toHaveLength(1);
    const { units } = cut([
      { text: 'Lov', level: 1 },
      ...section('Kapitel 1', 60),
      ...section('Kapitel 2', 60),
      ...section('Kapitel 3', 300),
      ...section('Kapitel 4', 60),
    ]);
    const sizes = units.map(({ passages }) => passages.length * 170);
    expect(units.length).toBeGreaterThanOrEqual(4);
    for (const size of sizes) expect(size).toBeLessThanOrEqual(BLOCK_WORDS.most + BLOCK_WORDS.crumb);
    expect(units.filter(({ headings }) => headings.at(-1) === 'Kapitel 3').length).toBeGreaterThanOrEqual(2);
    expect(MAX_UNIT_WORDS).toBe(3000);
  });

  it('knows the pages of each passage', () => {
    const { passages } = cut([
      { text: `${prose(10)} \f${prose(10)}`, page: 1 },
      { text: prose(15), page: 4 },
    ]);
    expect(passages[0]).toMatchObject({ pageFrom: 1 });
    expect(passages.at(-1)).toMatchObject({ pageFrom: 4, pageTo: 4 });
    expect(cut([{ text: 'Uden sider.' }]).passages[0]).toMatchObject({ pageFrom: null, pageTo: null });
  });

  it('loses and doubles nothing, whatever the document', () => {
    const word = fc.oneof(
      fc.constantFrom(
        '§ 5.',
        'Stk. 2.',
        'jf.',
        'nr. 7',
        '1.',
        '- x',
        'a | b',
        'Ord',
        'ord.',
        'Slut!',
        '\n',
        '\n\n',
        '\f',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.integer({ min: 1, max: 3000 }).map((length) => 'é😀'.repeat(length)),
      fc.integer({ min: 1, max: 90 }).map((length) => sentence(length)),
    );
    const block = fc.record({
      text: fc.array(word, { maxLength: 60 }).map((parts) => parts.join(' ')),
      level: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 40 }), fc.boolean(), (blocks, paged) => {
        const { text, pages, units, passages } = cut(
          blocks.map((some, i) => (paged ? { ...some, page: i * 70 + 1 } : some)),
        );
        let at = 0;
        for (const { start, end, pageFrom, pageTo } of passages) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          expect(start).toBeLessThan(end);
          expect(text.slice(start, end)).not.toMatch(/\p{Surrogate}/u);
          const touched = pages
            .filter((page) => page.start < end && page.end > start)
            .map(({ page }) => page);
          expect([pageFrom, pageTo]).toEqual([touched[0] ?? null, touched.at(-1) ?? null]);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
        for (const unit of units) {
          expect(unit.start).toBe(unit.passages[0]!.start);
          expect(unit.end).toBe(unit.passages.at(-1)!.end);
          for (const { headings } of unit.passages)
            expect(headings.slice(0, unit.headings.length)).toEqual(unit.headings);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['one line without an end', 'ord og '.repeat(150_000)],
    ['one word without an end', 'x'.repeat(1_000_000)],
    ['nothing but full stops', '. '.repeat(300_000)],
    ['short lines', 'a\n'.repeat(100_000)],
  ])('takes no quadratic time for %s', (_what, text) => {
    const started = Date.now();
    chunk({ text: text.trim(), headings: [], pages: [] });
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});
