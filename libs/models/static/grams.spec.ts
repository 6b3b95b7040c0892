import { gramBuckets } from './grams.js';

it('has a bucket for every 4- and 5-gram of the padded word', () => {
  expect(gramBuckets('leje', 65536)).toHaveLength(3 + 2);
  expect(gramBuckets('ø', 65536)).toEqual([]);
});

it('gives related words common buckets and is the same in every version', () => {
  const rent = new Set(gramBuckets('husleje', 65536));
  expect(gramBuckets('huslejen', 65536).filter((bucket) => rent.has(bucket)).length).toBeGreaterThanOrEqual(
    6,
  );
  // Changing the hash makes every trained model worthless.
  expect(gramBuckets('leje', 65536)).toMatchInlineSnapshot(`
   [
     50675,
     57622,
     48275,
     53970,
     64962,
   ]
  `);
});

it('cuts very long words', () => {
  expect(gramBuckets('x'.repeat(5000), 65536).length).toBeLessThan(130);
});
