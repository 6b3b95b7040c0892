import { madeText } from './made-text.js';
import { percentile } from './measure.js';
import { random } from './random.js';

describe('the made text', () => {
  const text = madeText(1);
  const sample = Array.from({ length: 100 }, (_, at) => text.document(at)!);

  it('is the same for the same seed and another for another', () => {
    expect(madeText(1).document(7)).toEqual(text.document(7));
    expect(madeText(1).queries(20)).toEqual(text.queries(20));
    expect(madeText(2).document(7)).not.toEqual(text.document(7));
  });

  it('has documents of realistic length, all different, with headings', () => {
    const lengths = sample.map((document) => document.text.split(/\s+/).length).sort((a, b) => a - b);
    expect(lengths[50]).toBeGreaterThan(400);
    expect(lengths[50]).toBeLessThan(1000);
    expect(new Set(sample.map((document) => document.text)).size).toBe(sample.length);
    for (const { text } of sample) expect(text).toMatch(/^# .+\n\n## 1\. .+/);
  });

  it('uses most of its words once, as real text does', () => {
    const counts = new Map<string, number>();
    for (const { text } of sample)
      for (const word of text.toLowerCase().match(/\p{L}+/gu)!) counts.set(word, (counts.get(word) ?? 0) + 1);
    const once = [...counts.values()].filter((count) => count === 1).length;
    expect(once / counts.size).toBeGreaterThan(0.4);
  });
});

it('ranks fall with their number and stay in bounds', () => {
  const by = random(3);
  const ranks = Array.from({ length: 20_000 }, () => by.rank(1000));
  const count = (rank: number) => ranks.filter((value) => value === rank).length;
  expect(Math.min(...ranks)).toBe(0);
  expect(Math.max(...ranks)).toBeLessThan(1000);
  expect(count(0)).toBeGreaterThan(count(9) * 4);
});

it('a percentile is a value that was measured', () => {
  expect(percentile([3, 1, 2], 0.5)).toBe(2);
  expect(percentile([5, 1, 2, 4, 3], 0.95)).toBe(5);
  expect(percentile([], 0.5)).toBe(0);
});
