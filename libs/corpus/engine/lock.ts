import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who holds a data folder: the engine's process and the one that started it. */
interface Holder {
  engine: number;
  owner: number;
  /** Start times, so that a process number given to another program is not taken for ours. */
  engineStarted: string;
  ownerStarted: string;
}

const WAIT_MS = 8000;

/**
 * Takes the lock file, or returns the process number of the living Kilde that holds it. Where the holder's owner
 * is gone (killed), its engine is closing: waits for it. A lock of dead processes is removed.
 */
export async function takeLock(
  file: string,
  owner: number,
): Promise<{ taken: true } | { taken: false; holder: number }> {
  const mine: Holder = {
    engine: process.pid,
    owner,
    engineStarted: startOf(process.pid),
    ownerStarted: startOf(owner),
  };
  for (const deadline = Date.now() + WAIT_MS; ; await sleep(100)) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, JSON.stringify(mine));
      closeSync(handle);
      return { taken: true };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (!holder || !alive(holder.engine, holder.engineStarted)) rmSync(file, { force: true });
    else if (alive(holder.owner, holder.ownerStarted) || Date.now() > deadline)
      return { taken: false, holder: holder.owner };
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined; // half written by a process that was killed, or gone meanwhile
  }
}

function alive(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return startOf(pid) === started;
}

/** The process's start in clock ticks since boot (Linux), or '' where the system does not tell. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
