import { bestThreshold, holds, refusalRow, thresholdRefusing } from './answers.js';

test('an answer string stands in sentences whatever their white space and Unicode form', () => {
  expect(holds(['Lejen er\n 7.980 kr.'], ['7.980 kr.'])).toBe(true);
  expect(holds(['Se cafe\u0301en.'], ['caféen'])).toBe(true);
  expect(holds(['inden fire', 'uger efter'], ['sjældent', 'fire uger'])).toBe(true);
  expect(holds(['Lejen er 7.980 kr.'], ['8.000'])).toBe(false);
});

test('the best threshold lies between the kinds where they part', () => {
  expect(bestThreshold([0.8, 0.9], [0.2, 0.4])).toBeCloseTo(0.6);
  expect(bestThreshold([0.9, 0.7, 0.3], [0.1, 0.2, 0.5])).toBeCloseTo(0.6);
});

test('a calibrated threshold is the highest that refuses no more than the wanted share', () => {
  const scores = [0.9, 0.3, 0.5, 0.7];
  expect([0, 0.25, 0.49, 0.5, 1].map((most) => thresholdRefusing(most, scores))).toEqual([
    0.3, 0.5, 0.5, 0.7, 1,
  ]);
});

test('both errors at the threshold, and at one fitted on every other question', () => {
  const scores = { own: [0.9, 0.8, 0.6, 0.4], foreign: [0.1, 0.5, -1, 0.75] };
  expect(refusalRow({ set: 'a', foreign: 'b' }, scores, 0.7)).toEqual({
    ...{ set: 'a', foreign: 'b', AUROC: 13 / 16, queries: 4, 'foreign queries': 4 },
    ...{ threshold: 0.7, refused: 3 / 4, 'wrongly refused': 2 / 4 },
    // Between .1 and .6; of the rest, .5 and .75 are the other's, .8 and .4 its own.
    ...{ fitted: 0.35, 'refused fitted': 0, 'wrongly fitted': 0 },
  });
  // Half of .9 and .6 may be refused: of the rest, .5 lies below .9, .75 too, and so do .8 and .4.
  expect(refusalRow({ set: 'a', foreign: 'b' }, scores, 0.7, 0.5)).toMatchObject({
    ...{ fitted: 0.9, 'refused fitted': 1, 'wrongly fitted': 1 },
  });
});
