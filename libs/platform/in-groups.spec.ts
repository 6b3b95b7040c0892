import { inGroups } from './in-groups.js';

/** Runs groups one by one when told to, and fails those that hold a bad work. */
function hand(bad: number[] = [], options: Parameters<typeof inGroups<number, string>>[2] = {}) {
  const groups: number[][] = [];
  const ends: (() => void)[] = [];
  const store = inGroups<number, string>(
    async (group) => {
      groups.push(group);
      await new Promise<void>((end) => ends.push(end));
      if (group.some((work) => bad.includes(work))) throw new Error(`cannot store ${group.join(', ')}`);
      return group.map((work) => `stored ${work}`);
    },
    10,
    { weigh: (work) => work, ...options },
  );
  const turn = () => new Promise(setImmediate);
  const end = async () => {
    ends.shift()!();
    await turn();
  };
  return { groups, store, end, turn };
}

describe('works in groups', () => {
  it('begins at once alone, and lets those that come meanwhile share the next run', async () => {
    const { groups, store, end, turn } = hand();
    const first = store(1);
    await turn();
    expect(groups).toEqual([[1]]);
    const all = [first, ...[2, 3, 4].map(store)];
    await end();
    expect(groups).toEqual([[1], [2, 3, 4]]);
    await end();
    expect(await Promise.all(all)).toEqual(['stored 1', 'stored 2', 'stored 3', 'stored 4']);
  });

  it('takes as many as there is room for, in their order', async () => {
    const { groups, store, end, turn } = hand();
    const all = [1, 6, 3, 2, 9].map(store);
    await turn();
    for (let ended = 0; ended < 3; ended++) await end();
    await Promise.all(all);
    expect(groups).toEqual([[1, 6, 3], [2], [9]]);
  });

  it('runs one that takes all the room beside the groups, so that the others do not wait for it', async () => {
    const { groups, store, turn } = hand();
    void [1, 12].map(store);
    await turn();
    expect(groups).toEqual([[12], [1]]);
  });

  it('lets a group gather before it is run', async () => {
    const { groups, store, end, turn } = hand([], {
      gather: async (waiting) => {
        while (waiting().length < 3) await turn();
      },
    });
    const all = [store(1)];
    await turn();
    all.push(store(2), store(3));
    expect(groups).toEqual([]);
    await turn();
    expect(groups).toEqual([[1, 2, 3]]);
    await end();
    await Promise.all(all);
  });

  it('runs as many groups at once as it may', async () => {
    const { groups, store, end, turn } = hand([], { atOnce: 2 });
    const all = [6, 9, 3, 4].map(store);
    await turn();
    expect(groups).toEqual([[6], [9]]);
    await end();
    expect(groups).toEqual([[6], [9], [3, 4]]);
    for (let ended = 0; ended < 2; ended++) await end();
    await Promise.all(all);
  });

  it('runs each of a failed group alone, so that the bad one alone fails', async () => {
    const { groups, store, end, turn } = hand([3]);
    const all = Promise.allSettled([1, 2, 3].map(store));
    await turn();
    for (let ended = 0; ended < 4; ended++) await end();
    const outcomes = (await all).map(({ status }) => status);
    expect(outcomes).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(groups).toEqual([[1, 2, 3], [1], [2], [3]]);
  });
});
