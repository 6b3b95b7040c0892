import { Kept } from './kept.js';

test('what was used since the last time stays, what was not is dropped', () => {
  const kept = new Kept<string>(4, (value) => value.length);
  kept.set('a', 'aa');
  kept.set('b', 'bb'); // 4: both are the earlier ones now
  expect(kept.get('a')).toBe('aa');
  kept.set('c', 'cc'); // 4 again: b was not used
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual(['aa', undefined, 'cc']);
});

test('a value that takes the place of another weighs instead of it', () => {
  const kept = new Kept<string>(4, (value) => value.length);
  for (let at = 0; at < 5; at++) kept.set('a', `a${at}`);
  kept.set('b', 'b');
  expect([kept.get('a'), kept.get('b')]).toEqual(['a4', 'b']);
});
