import fc from 'fast-check';
import { counted, inForce, windows, type Dated } from './validity.js';

const version = (
  id: string,
  sequence: number,
  validFrom: string | null,
  declaredValidTo: string | null = null,
) => ({ id, sequence, validFrom, declaredValidTo });
const plain = (versions: Dated[]) => windows(versions).map((w) => [w.id, w.validFrom, w.validTo]);

test('a single undated version is in force always', () => {
  expect(plain([version('a', 1, null)])).toEqual([['a', null, null]]);
});

test('a version ends where the next begins, in whichever order they came', () => {
  const old = version('old', 2, '2024-01-01');
  const young = version('young', 1, '2025-01-01');
  for (const order of [
    [old, young],
    [young, old],
  ])
    expect(plain(order)).toEqual([
      ['old', '2024-01-01', '2025-01-01'],
      ['young', '2025-01-01', null],
    ]);
});

test('a declared end holds when it comes before the next version', () => {
  const next = version('b', 2, '2025-01-01');
  expect(plain([version('a', 1, '2024-01-01', '2024-06-01'), next])[0]).toEqual([
    'a',
    '2024-01-01',
    '2024-06-01',
  ]);
  expect(plain([version('a', 1, '2024-01-01', '2026-01-01'), next])[0]).toEqual([
    'a',
    '2024-01-01',
    '2025-01-01',
  ]);
});

test('of two versions of one day the later holds, and the other’s window is empty', () => {
  const all = windows([version('second', 2, '2024-01-01'), version('first', 1, '2024-01-01')]);
  expect(inForce(all, '2024-01-01')?.id).toBe('second');
  expect(all[0]).toEqual({ id: 'first', validFrom: '2024-01-01', validTo: '2024-01-01' });
});

test('a window holds its first day and not its last', () => {
  const all = windows([version('a', 1, '2024-01-01', '2024-02-01')]);
  expect(
    ['2023-12-31', '2024-01-01', '2024-01-31', '2024-02-01'].map((day) => inForce(all, day)?.id),
  ).toEqual([undefined, 'a', 'a', undefined]);
});

test('counted is the version in force, else the nearest to come, else the last', () => {
  const past = version('past', 1, '2020-01-01', '2021-01-01');
  const soon = version('soon', 2, '2030-01-01');
  const later = version('later', 3, '2040-01-01');
  const on = (day: string, versions: Dated[]) => counted(windows(versions), day)?.id;
  expect(on('2020-06-01', [past, soon, later])).toBe('past');
  expect(on('2025-01-01', [past, later, soon])).toBe('soon');
  expect(on('2025-01-01', [past])).toBe('past');
  expect(on('2025-01-01', [])).toBeUndefined();
});

test('of two versions to come on one day the later is counted', () => {
  const all = windows([version('first', 1, '2030-01-01'), version('second', 2, '2030-01-01')]);
  expect(counted(all, '2025-01-01')?.id).toBe('second');
});

test('windows never overlap: on no day are two versions in force', () => {
  const day = fc
    .option(fc.integer({ min: 1, max: 28 }), { nil: null })
    .map((n) => n && `2024-01-${String(n).padStart(2, '0')}`);
  const some = fc.array(fc.tuple(day, day), { maxLength: 6 });
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 28 }), (days, on) => {
      const all = windows(days.map(([from, to], at) => version(String(at), at, from || null, to || null)));
      const today = `2024-01-${String(on).padStart(2, '0')}`;
      const holding = all.filter(
        (w) => (w.validFrom ?? '') <= today && (w.validTo === null || w.validTo > today),
      );
      expect(holding.length).toBeLessThanOrEqual(1);
      expect(inForce(all, today)).toEqual(holding[0]);
    }),
  );
});
