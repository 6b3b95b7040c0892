/** One line on a terminal, written over by the next; '' clears it. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

/** Shows how many of a set's queries are done, until all are. */
export function progressOf(set: string, what: string, queries: number): (done: number) => void {
  return (done) => progress(done === queries ? '' : `${set}: ${what}, ${done}/${queries} queries`);
}
