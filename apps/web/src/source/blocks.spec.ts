import { blocksOf, ranks } from './blocks.js';

const none = { headings: [], pages: [] };

describe('blocks of a canonical text', () => {
  it('are headings, paragraphs, lists and tables, each with its range', () => {
    const text =
      'Afgørelse\n\nFørste linje\nanden linje\n\n- et\n- to\n  fortsat\n  - under\n\nÅr | Beløb\n2024 | 15.960';
    const blocks = blocksOf({ ...none, text, headings: [{ level: 1, start: 0, end: 9 }] });
    expect(blocks.map((block) => block.type)).toEqual(['heading', 'paragraph', 'list', 'table']);
    const list = blocks[2];
    if (list?.type !== 'list') throw new Error('no list');
    expect(list.items.map((item) => text.slice(item.start, item.end))).toEqual([
      'et',
      'to\n  fortsat',
      'under',
    ]);
    expect(list.items.map((item) => item.depth)).toEqual([0, 0, 1]);
    const table = blocks[3];
    if (table?.type !== 'table') throw new Error('no table');
    expect(table.rows.map((row) => row.map((cell) => text.slice(cell.start, cell.end)))).toEqual([
      ['År', 'Beløb'],
      ['2024', '15.960'],
    ]);
  });

  it('say where a page begins, also in the middle of a paragraph', () => {
    const text = 'Den første side slutter\nog den anden går videre.';
    const pages = [
      { page: 1, start: 0, end: 24 },
      { page: 2, start: 24, end: text.length },
    ];
    const blocks = blocksOf({ ...none, text, pages });
    expect(blocks.map((block) => block.type)).toEqual(['page', 'paragraph', 'page', 'paragraph']);
  });

  it('lose no visible character', () => {
    const text = 'A | B\n\nx\n- y\nz | w | v\n\n \n1 | 2\n3 | 4\n* q\ntail';
    const blocks = blocksOf({ ...none, text });
    const covered = blocks.map((block) => text.slice(block.start, block.end)).join('');
    expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });

  it('have heading levels without gaps', () => {
    expect(ranks([1, 4, 4, 2, 3, 1])).toEqual([1, 2, 2, 2, 3, 1]);
  });
});
