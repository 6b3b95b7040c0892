import { follow } from './follow.js';

const stored = (count: number) => Array.from({ length: count }, (_, at) => ({ sequence: at + 1 }));

/** Something that rows are stored in; says from where it was read. */
function source(rows: { sequence: number }[]) {
  const asked: number[] = [];
  const storedAfter = async (after: number, limit: number) => {
    asked.push(after);
    return rows.filter(({ sequence }) => sequence > after).slice(0, limit);
  };
  return { asked, storedAfter };
}

test('each row is taken once and in its order, however often one catches up at the same time', async () => {
  const rows = stored(4500);
  const taken: number[] = [];
  const { storedAfter } = source(rows);
  const catchUp = follow(storedAfter, (some) => taken.push(...some.map(({ sequence }) => sequence)));
  await Promise.all([catchUp(), catchUp()]);
  rows.push({ sequence: 4501 });
  await catchUp();
  expect(taken).toEqual(rows.map(({ sequence }) => sequence));
});

test('goes on where it was after a failure', async () => {
  const { asked, storedAfter } = source(stored(3));
  let fails = true;
  const catchUp = follow(
    async (after, limit) => {
      if (fails) throw new Error('no connection');
      return storedAfter(after, limit);
    },
    () => {},
  );
  await expect(catchUp()).rejects.toThrow('no connection');
  fails = false;
  await catchUp();
  await catchUp();
  expect(asked).toEqual([0, 3]);
});
