/** A version's place in its document's time. Days as YYYY-MM-DD; null from = always, null to = open. */
export interface Dated {
  id: string;
  sequence: number;
  validFrom: string | null;
  declaredValidTo: string | null;
}

export interface Window {
  id: string;
  validFrom: string | null;
  validTo: string | null;
}

/**
 * The windows `[validFrom, validTo)` of a document's versions: each ends where it was declared to end or where the
 * next begins, whichever comes first, so that they never overlap. Of two that begin the same day the one that came
 * later holds; the other's window is empty.
 */
export function windows(versions: Dated[]): Window[] {
  const inOrder = versions.toSorted(
    (a, b) => compareDays(a.validFrom, b.validFrom) || a.sequence - b.sequence,
  );
  return inOrder.map((version, at) => {
    const next = inOrder[at + 1];
    const ends = [version.declaredValidTo, next ? (next.validFrom ?? FIRST_DAY) : null].filter(
      (day) => day !== null,
    );
    return { id: version.id, validFrom: version.validFrom, validTo: ends.toSorted()[0] ?? null };
  });
}

/** Is a day, YYYY-MM-DD, within a window? */
export function holdsOn({ validFrom, validTo }: Omit<Window, 'id'>, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || validTo > day);
}

/** The version in force on a day, or undefined. */
export function inForce(all: Window[], day: string): Window | undefined {
  return all.find((window) => holdsOn(window, day));
}

/** The version whose terms count in the corpus's frequencies: the one in force, else the nearest to come, else the last. */
export function counted(all: Window[], day: string): Window | undefined {
  const toCome = (w: Window) =>
    w.validFrom !== null && w.validFrom > day && (w.validTo === null || w.validTo > w.validFrom);
  return inForce(all, day) ?? all.find(toCome) ?? all.at(-1);
}

const FIRST_DAY = '0001-01-01';

function compareDays(a: string | null, b: string | null): number {
  return (a ?? FIRST_DAY) < (b ?? FIRST_DAY) ? -1 : (a ?? FIRST_DAY) > (b ?? FIRST_DAY) ? 1 : 0;
}
