import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import assembler from 'wabt';
import { packageRoot } from '#platform';
import { DOT_PRODUCTS, VectorRows } from './vector-rows.js';

test('the assembled form is that of the source beside it', async () => {
  const source = readFileSync(join(packageRoot(), 'libs/retrieval/dot-products.wat'), 'utf8');
  const parsed = (await assembler()).parseWat('dot-products.wat', source, { simd: true });
  expect(Buffer.from(parsed.toBinary({}).buffer).toString('base64')).toBe(DOT_PRODUCTS);
});

test('products are those of plain arithmetic, of any length and any part of the rows', () => {
  const numbers = (length: number) =>
    fc.array(fc.integer({ min: -9, max: 9 }), { minLength: length, maxLength: length });
  const given = fc.integer({ min: 1, max: 40 }).chain((dimensions) =>
    fc.record({
      rows: fc.array(numbers(dimensions), { minLength: 1, maxLength: 30 }),
      vector: numbers(dimensions),
      from: fc.nat(29),
    }),
  );
  fc.assert(
    fc.property(given, ({ rows, vector, from }) => {
      const table = new VectorRows(vector.length);
      for (const row of rows) table.add(Float32Array.from(row));
      const begin = Math.min(from, rows.length - 1);
      const products = new Float32Array(rows.length - begin);
      table.dot(Float32Array.from(vector), begin, rows.length, products);
      const expected = rows.map((row) => row.reduce((sum, value, at) => sum + value * vector[at]!, 0));
      expect([...products]).toEqual(expected.slice(begin).map((one) => one + 0));
    }),
  );
});

test('more rows than there was memory for are all kept', () => {
  const table = new VectorRows(300);
  for (let row = 0; row < 20_000; row++) table.add(new Float32Array(300).fill(row));
  const products = new Float32Array(table.count);
  table.dot(new Float32Array(300).fill(1), 0, table.count, products);
  expect(products.every((product, row) => product === 300 * row)).toBe(true);
  expect(table.row(19_999)).toEqual(new Float32Array(300).fill(19_999));
});
