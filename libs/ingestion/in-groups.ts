/**
 * Lets works that come while a group is run share the next run: under load what a run costs is paid once for several,
 * and alone a work does not wait. When a group fails, each of it is run alone, so that none fails for another's sake.
 * @param run all of a group succeed, or none
 * @param weigh how much of a group's room a work takes; one that takes all of it is run beside the groups
 */
export function inGroups<Work>(
  run: (group: Work[]) => Promise<void>,
  weigh: (work: Work) => number,
  room: number,
): (work: Work) => Promise<void> {
  const waiting: { work: Work; done: () => void; failed: (error: unknown) => void }[] = [];
  let running = false;

  async function runAll(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const group = waiting.splice(0, fitting(waiting.map(({ work }) => weigh(work))));
      try {
        await run(group.map(({ work }) => work));
        for (const { done } of group) done();
      } catch (error) {
        if (group.length === 1) group[0]!.failed(error);
        else for (const { work, done, failed } of group) await run([work]).then(done, failed);
      }
    }
    running = false;
  }

  /** How many of the first have room together: one at least. */
  function fitting(weights: number[]): number {
    let taken = 0;
    const over = weights.findIndex((weight) => (taken += weight) > room);
    return over < 0 ? weights.length : Math.max(1, over);
  }

  return (work) => {
    if (weigh(work) >= room) return run([work]);
    return new Promise((done, failed) => {
      waiting.push({ work, done, failed });
      if (!running) void runAll();
    });
  };
}
