import { auroc } from './auroc.js';

test('the share of pairs in which the positive is above, ties counting half', () => {
  expect(auroc([0.9, 0.8], [0.1, 0.2])).toBe(1);
  expect(auroc([0.1], [0.9])).toBe(0);
  expect(auroc([3, 1], [2, 2, 0])).toBe(4 / 6); // 3 beats three, 1 beats one
  expect(auroc([1, 1], [1])).toBe(0.5);
});

test('there is none without scores of both kinds', () => {
  expect(auroc([1], [])).toBeNaN();
});
