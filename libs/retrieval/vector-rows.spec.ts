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

const ofLengthOne = (values: number[]) =>
  Float32Array.from(values, (value) => value / (Math.hypot(...values) || 1));

test('products are those of plain arithmetic, of any length and any part of the rows', () => {
  const vector = (length: number) =>
    fc
      .array(fc.integer({ min: -9, max: 9 }), { minLength: length, maxLength: length })
      .map((values) => ofLengthOne(values));
  const given = fc.integer({ min: 1, max: 40 }).chain((dimensions) =>
    fc.record({
      rows: fc.array(vector(dimensions), { minLength: 1, maxLength: 30 }),
      vector: vector(dimensions),
      from: fc.nat(29),
    }),
  );
  fc.assert(
    fc.property(given, ({ rows, vector, from }) => {
      const table = new VectorRows(vector.length);
      for (const row of rows) table.add(row);
      const begin = Math.min(from, rows.length - 1);
      const products = new Float32Array(rows.length - begin);
      table.dot(vector, begin, rows.length, products);
      for (const [at, row] of rows.slice(begin).entries())
        expect(products[at]).toBeCloseTo(
          row.reduce((sum, value, place) => sum + value * vector[place]!, 0),
          3,
        );
    }),
  );
});

test('a vector is 1 to itself, however its length is spread, and -1 to its opposite', () => {
  for (const vector of [[1], [0, -1], Array(300).fill(1), Array(1024).fill(-1)].map(ofLengthOne)) {
    const table = new VectorRows(vector.length);
    table.add(vector);
    table.add(vector.map((value) => -value));
    const products = new Float32Array(2);
    table.dot(vector, 0, 2, products);
    // Equal values are all rounded the same way, which adds up.
    expect(products[0]).toBeCloseTo(1, 2);
    expect(products[1]).toBeCloseTo(-1, 2);
  }
});

test('more rows than there was memory for are all kept', () => {
  const rows = 20_000;
  const turned = (row: number) => {
    const vector = new Float32Array(300);
    [vector[0], vector[299]] = [Math.cos(row / rows), Math.sin(row / rows)];
    return vector;
  };
  const table = new VectorRows(300);
  for (let row = 0; row < rows; row++) table.add(turned(row));
  const products = new Float32Array(table.count);
  table.dot(turned(0), 0, table.count, products);
  expect(products.every((product, row) => Math.abs(product - Math.cos(row / rows)) < 1e-4)).toBe(true);
  expect(table.row(rows - 1)[299]).toBeCloseTo(Math.sin(1), 3);
});
