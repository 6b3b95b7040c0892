/**
 * Lets works that come while a group is run share the next run: under load what a run costs is paid once for several,
 * and alone a work does not wait. When a group fails, each of it is run alone, so that none fails for another's sake.
 * @param run gives what became of each of a group, in its order: all of it succeed, or none
 * @param room how much a group may hold; a work that takes all of it is run beside the groups
 * @param options.weigh how much of the room a work takes, 1 when absent
 * @param options.gather is waited for before each run, for more to come; it can ask which are waiting
 * @param options.atOnce how many groups may be run at the same time, 1 when absent
 */
export function inGroups<Work, Result>(
  run: (group: Work[]) => Promise<Result[]>,
  room: number,
  { weigh = () => 1, gather = () => {}, atOnce = 1 }: Options<Work> = {},
): (work: Work) => Promise<Result> {
  const waiting: { work: Work; done: (result: Result) => void; failed: (error: unknown) => void }[] = [];
  let gathering = false;
  let running = 0;

  const alone = async (work: Work) => (await run([work]))[0]!;

  function begin(): void {
    if (!gathering && running < atOnce && waiting.length > 0) void runNext();
  }

  async function runNext(): Promise<void> {
    running++;
    gathering = true;
    await gather(() => waiting.map(({ work }) => work));
    gathering = false;
    const group = waiting.splice(0, fitting(waiting.map(({ work }) => weigh(work))));
    begin();
    try {
      const results = await run(group.map(({ work }) => work));
      for (const [at, { done }] of group.entries()) done(results[at]!);
    } catch (error) {
      if (group.length === 1) group[0]!.failed(error);
      else for (const { work, done, failed } of group) await alone(work).then(done, failed);
    }
    running--;
    begin();
  }

  /** How many of the first have room together: one at least. */
  function fitting(weights: number[]): number {
    let taken = 0;
    const over = weights.findIndex((weight) => (taken += weight) > room);
    return over < 0 ? weights.length : Math.max(1, over);
  }

  return (work) => {
    if (weigh(work) >= room) return alone(work);
    return new Promise((done, failed) => {
      waiting.push({ work, done, failed });
      begin();
    });
  };
}

interface Options<Work> {
  weigh?: (work: Work) => number;
  gather?: (waiting: () => Work[]) => Promise<void> | void;
  atOnce?: number;
}
