import { readFileSync } from 'node:fs';
import type { Kilde } from '../launch.js';

/** Resident memory of a process in megabytes (10^6 bytes), or null where the system does not tell. */
export interface Memory {
  process: string;
  nowMB: number | null;
  peakMB: number | null;
}

/** The memory of each process of a running Kilde. The API's process is this one: it holds the benchmark, too. */
export function memoryOf({ api, worker, engine }: ReturnType<Kilde['pids']>): Memory[] {
  return Object.entries({ 'api and bench': api, worker, engine }).map(([process, pid]) => ({
    process,
    ...residentMemory(pid),
  }));
}

export function residentMemory(pid: number | undefined): Pick<Memory, 'nowMB' | 'peakMB'> {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (name: string) => {
      const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
      return kibibytes ? (Number(kibibytes) * 1024) / 1e6 : null;
    };
    return { nowMB: megabytes('VmRSS'), peakMB: megabytes('VmHWM') };
  } catch {
    return { nowMB: null, peakMB: null }; // no /proc, or the process has ended
  }
}
