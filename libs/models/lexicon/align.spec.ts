import { alignSentences } from './align.js';

describe('alignSentences', () => {
  it('pairs sentences of like lengths one to one', () => {
    expect(alignSentences([5, 12, 7], [6, 13, 8])).toEqual([
      [0, 1, 0, 1],
      [1, 2, 1, 2],
      [2, 3, 2, 3],
    ]);
  });

  it('puts two short sentences against the long one that translates them', () => {
    expect(alignSentences([10, 8, 9, 10], [10, 17, 10])).toEqual([
      [0, 1, 0, 1],
      [1, 3, 1, 2],
      [3, 4, 2, 3],
    ]);
  });

  it('leaves nothing to align where a side is empty', () => {
    expect(alignSentences([], [4])).toEqual([]);
  });
});
