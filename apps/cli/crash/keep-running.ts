import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that is started again whenever it ends, as a service manager does. */
export interface KeptProcess {
  pid(): number | undefined;
  /** Asks it to end, and waits until it has. */
  close(): Promise<void>;
}

const PAUSE_MS = 500;

/** @param log a file that takes what the process says */
export function keepRunning(
  script: string,
  args: string[],
  environment: NodeJS.ProcessEnv,
  log: string,
): KeptProcess {
  let closing = false;
  let child: ChildProcess;
  const said = createWriteStream(log, { flags: 'a' });
  const start = () => {
    child = spawn(process.execPath, [script, ...args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout!.pipe(said, { end: false });
    child.stderr!.pipe(said, { end: false });
    child.once('exit', () => void sleep(PAUSE_MS).then(() => closing || start()));
  };
  start();
  return {
    pid: () => child.pid,
    async close() {
      closing = true;
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGTERM');
        await ended;
      }
      said.end();
    },
  };
}
