/** Rows fetched by one statement, so that no other client waits for long. */
const PAGE = 2000;

/**
 * Takes in what is stored, in its order: each call fetches what has come since the last one, and ends when there is
 * no more. Calls come one after the other.
 */
export function follow<Row extends { sequence: number }>(
  storedAfter: (sequence: number, limit: number) => Promise<Row[]>,
  take: (rows: Row[]) => void,
): () => Promise<void> {
  let sequence = 0;
  let last: Promise<void> = Promise.resolve();
  const catchUp = async () => {
    for (;;) {
      const rows = await storedAfter(sequence, PAGE);
      take(rows);
      sequence = rows.at(-1)?.sequence ?? sequence;
      if (rows.length < PAGE) return;
    }
  };
  return () => (last = last.catch(() => {}).then(catchUp));
}
