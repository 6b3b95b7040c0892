import { boxesOf } from './boxes.js';
import { pageOf } from './pages.js';

const word = (start: number, x: number, y: number) => ({
  start,
  end: start + 4,
  x,
  y,
  width: 20,
  height: 10,
});

describe('boxes on a page', () => {
  const words = [word(0, 10, 100), word(5, 35, 101), word(10, 60, 100), word(15, 10, 115)];

  it('hold the words of a range that stand side by side in one line', () => {
    expect(boxesOf(words, [{ start: 5, end: 19 }])).toEqual([
      { x: 35, y: 100, width: 45, height: 11 },
      { x: 10, y: 115, width: 20, height: 10 },
    ]);
  });

  it('do not reach over a gap, nor back to the left', () => {
    const columns = [word(0, 10, 100), word(5, 300, 100), word(10, 10, 100)];
    expect(boxesOf(columns, [{ start: 0, end: 20 }])).toHaveLength(3);
  });

  it('are none for what is not on the page', () => {
    expect(boxesOf(words, [{ start: 50, end: 60 }])).toEqual([]);
  });
});

test('a place is on the last page that began before it', () => {
  const pages = [
    { page: 1, start: 0, end: 100 },
    { page: 3, start: 100, end: 200 },
  ];
  expect([pageOf(pages, 0), pageOf(pages, 99), pageOf(pages, 100), pageOf([], 5)]).toEqual([1, 1, 3, 1]);
});
