import { arrayOf } from './binary-arrays.js';

test('writes an array as PostgreSQL receives it', () => {
  // What array_send gives for ARRAY['å', NULL, '']: 1 dimension, may hold null, type 25, 3 items, the first is number 1.
  const head = ['00000001', '00000001', '00000019', '00000003', '00000001'].join('');
  const items = ['00000002' + 'c3a5', 'ffffffff', '00000000'].join('');
  expect(arrayOf('text', ['å', null, '']).toString('hex')).toBe(head + items);
});

test.each([
  ['int2', -2, 'fffe'],
  ['int4', 258, '00000102'],
  ['uuid', '00112233-4455-6677-8899-aabbccddeeff', '00112233445566778899aabbccddeeff'],
  ['bytea', Buffer.from('ff00', 'hex'), 'ff00'],
] as const)('writes %s in binary form', (type, value, bytes) => {
  expect(arrayOf(type, [value]).subarray(24).toString('hex')).toBe(bytes);
});
