import { remembered } from './remembered.js';

test('an answer is worked out once, until there are too many', () => {
  const asked: string[] = [];
  const letters = remembered((text) => {
    asked.push(text);
    return [...text];
  }, 2);
  expect(letters('ab')).toEqual(['a', 'b']);
  expect(letters('ab')).toBe(letters('ab'));
  letters('c');
  expect(asked).toEqual(['ab', 'c']);
  letters('d');
  letters('ab');
  expect(asked).toEqual(['ab', 'c', 'd', 'ab']);
});
