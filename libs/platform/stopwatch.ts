/** Milliseconds spent by stage. */
export type Timings = Record<string, number>;

/** Tells where the time goes: one stage after the other, and beside them what runs at the same time. */
export interface Stopwatch {
  /** Ends the stage before and begins this one; a stage that is entered again goes on. */
  enter(stage: string): void;
  /** Counts what a promise takes as a stage of its own, whatever else goes on meanwhile. */
  time<T>(stage: string, work: Promise<T>): Promise<T>;
  /** The stages until now, in the order in which they began. */
  timings(): Timings;
}

export function startStopwatch(): Stopwatch {
  const spent: Timings = {};
  let current: { stage: string; since: number } | undefined;
  const add = (stage: string, since: number) => {
    spent[stage] = Math.round(((spent[stage] ?? 0) + performance.now() - since) * 100) / 100;
  };
  const leave = () => {
    if (current) add(current.stage, current.since);
    current = undefined;
  };
  return {
    enter(stage) {
      leave();
      spent[stage] ??= 0;
      current = { stage, since: performance.now() };
    },
    time(stage, work) {
      const since = performance.now();
      return work.finally(() => add(stage, since));
    },
    timings() {
      const now = current?.stage;
      leave();
      if (now) current = { stage: now, since: performance.now() };
      return { ...spent };
    },
  };
}
