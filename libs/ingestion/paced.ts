/** On the embedded engine everybody waits for the statement that runs: so long may one take. */
const WANTED_MS = 25;
const MOST = 200;

/** Runs database work in parts, and tells each how large it may be so that it takes about 25 ms. */
export function paced(): <T>(work: (size: number) => Promise<T>) => Promise<T> {
  let size = 8;
  return async (work) => {
    const since = performance.now();
    const result = await work(size);
    const took = performance.now() - since;
    size = Math.min(MOST, Math.max(1, Math.round(took > WANTED_MS ? size / 2 : size + 1)));
    return result;
  };
}
