import { setTimeout as sleep } from 'node:timers/promises';
import { random } from '../bench/random.js';
import type { Cluster } from './cluster.js';
import type { PrivateServices } from './private-services.js';

export const VICTIMS = ['worker', 'api', 'redis', 'redis, emptied', 'postgres'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface Kill {
  victim: Victim;
  /** Which of several. */
  which: number;
  /** How long after the last one, and how long a server stays away. */
  pauseMs: number;
  awayMs: number;
}

/** Kills drawn at random: half of them of workers and API processes, half of the servers. */
export function drawKills(seed: number, count: number): Kill[] {
  const by = random(seed, 1);
  return Array.from({ length: count }, () => ({
    victim: by.pick([
      'worker',
      'worker',
      'worker',
      'api',
      'api',
      'redis',
      'redis, emptied',
      'postgres',
      'postgres',
      'postgres',
    ]),
    which: by.between(0, 99),
    pauseMs: by.between(200, 2500),
    awayMs: by.between(0, 2000),
  }));
}

/** Kills at once, as kill -9 does. What is ours is started again by its keeper; the servers after a while. Returns the process number. */
export async function carryOut(kill: Kill, cluster: Cluster, services: PrivateServices): Promise<number> {
  const { victim, which, awayMs } = kill;
  if (victim === 'worker' || victim === 'api') {
    const of = victim === 'worker' ? cluster.workers : cluster.apis;
    const pid = of[which % of.length]!.pid()!;
    killNow(pid);
    return pid;
  }
  const pid = services.pid(victim === 'postgres' ? 'postgres' : 'redis');
  killNow(pid);
  await sleep(awayMs);
  await services.up(victim === 'redis, emptied');
  return pid;
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // between two lives
  }
}
