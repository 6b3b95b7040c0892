import { successor } from './versions.js';

const version = (id: string, validFrom: string | null, validTo: string | null) => ({
  id,
  validFrom,
  validTo,
  current: false,
});

describe('the version that follows', () => {
  const first = version('1', null, '2023-01-01');
  const second = version('2', '2023-01-01', '2024-01-01');
  const third = version('3', '2024-06-01', null);
  const all = [third, second, first];

  it('starts where this one ends', () => {
    expect(successor(first, all)?.id).toBe('2');
  });

  it('is the next to start when there is a gap between them', () => {
    expect(successor(second, all)?.id).toBe('3');
  });

  it('does not exist after the last one', () => {
    expect(successor(third, all)).toBeUndefined();
  });
});
