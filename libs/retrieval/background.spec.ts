import { buildBackground, smoothedIdf } from './background.js';

const background = buildBackground(
  new Map([
    ['leje', 0.001],
    ['lejer', 0.0005],
    ['og', 0.03],
  ]),
);

test('a gram is as common as the words that hold it together', () => {
  expect(background.gram('_lej')).toBeCloseTo(0.0015);
  expect(background.gram('eje_')).toBeCloseTo(0.001);
  expect(background.gram('xyzw')).toBe(0);
});

test('in a small corpus a word common in general weighs less than an unknown one of the same frequency', () => {
  expect(smoothedIdf(10, 2, background.word('og'), 150)).toBeLessThan(
    smoothedIdf(10, 2, background.word('zebra'), 150),
  );
});

test('in a large corpus its own frequencies decide', () => {
  const own = Math.log(1 + (1e6 - 1000 + 0.5) / (1000 + 0.5));
  expect(smoothedIdf(1e6, 1000, background.word('leje'), 150)).toBeCloseTo(own, 1);
});
