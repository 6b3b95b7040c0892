/**
 * A thread of a parser process that ends the process, whatever it is busy with, when it needs more memory than it
 * may or when nobody waits for it any more: no limit of V8 sees what native code and buffers hold, and a parser in
 * an endless loop never hears that its channel was closed.
 */
import { rmSync, writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { Lodging } from './protocol.js';

const { parent, folder, memoryMB, peakKB } = workerData as Lodging & { parent: number; peakKB: Int32Array };
const LOOK_MS = 50;
const STANDARD_ERROR = 2;

function end(): void {
  // The whole group, which the process leads: programs that it started end with it.
  process.kill(-process.pid, 'SIGKILL');
}

setInterval(() => {
  const resident = process.memoryUsage.rss();
  peakKB[0] = Math.max(peakKB[0]!, resident / 1000);
  if (resident > memoryMB * 1_000_000) {
    writeSync(STANDARD_ERROR, `out of memory: ${Math.round(resident / 1_000_000)} MB resident\n`);
    end();
  }
  if (process.ppid !== parent) {
    rmSync(folder, { recursive: true, force: true });
    end();
  }
}, LOOK_MS);
