import { inGroups } from './in-groups.js';

/** Runs groups one by one when told to, and fails those that hold a bad work. */
function hand(bad: number[] = []) {
  const groups: number[][] = [];
  const ends: (() => void)[] = [];
  const store = inGroups<number>(
    async (group) => {
      groups.push(group);
      await new Promise<void>((end) => ends.push(end));
      if (group.some((work) => bad.includes(work))) throw new Error(`cannot store ${group.join(', ')}`);
    },
    (work) => work,
    10,
  );
  const end = async () => {
    ends.shift()!();
    await new Promise(setImmediate);
  };
  return { groups, store, end };
}

describe('works in groups', () => {
  it('begins at once alone, and lets those that come meanwhile share the next run', async () => {
    const { groups, store, end } = hand();
    const all = [1, 2, 3, 4].map(store);
    expect(groups).toEqual([[1]]);
    await end();
    expect(groups).toEqual([[1], [2, 3, 4]]);
    await end();
    await Promise.all(all);
  });

  it('takes as many as there is room for, in their order', async () => {
    const { groups, store, end } = hand();
    const all = [1, 6, 3, 2, 9].map(store);
    for (let turn = 0; turn < 4; turn++) await end();
    await Promise.all(all);
    expect(groups).toEqual([[1], [6, 3], [2], [9]]);
  });

  it('runs one that takes all the room beside the groups, so that the others do not wait for it', () => {
    const { groups, store } = hand();
    void [1, 12].map(store);
    expect(groups).toEqual([[1], [12]]);
  });

  it('runs each of a failed group alone, so that the bad one alone fails', async () => {
    const { groups, store, end } = hand([3]);
    const all = Promise.allSettled([1, 2, 3, 4].map(store));
    for (let turn = 0; turn < 5; turn++) await end();
    const outcomes = (await all).map(({ status }) => status);
    expect(outcomes).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
  });
});
