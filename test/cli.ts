import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Store } from './store.js';

const MAIN = 'dist/apps/cli/main.js';

function environmentOf(store: Store, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = { KILDE_DATA_DIR: store.dataDir, KILDE_PORT: '0', KILDE_SAMPLES: 'off', KILDE_LOG: 'quiet' };
  return { ...process.env, NODE_OPTIONS: '', ...own, ...store.environment, ...more };
}

/** Runs a `kilde` command to its end. */
export async function kilde(
  store: Store,
  args: string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: environmentOf(store, environment) });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stdout, stderr };
}

/** Starts `kilde start` and waits until it says where it is. */
export async function startProcess(store: Store): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [MAIN, 'start'], { env: environmentOf(store, {}) });
  let output = '';
  const url = await new Promise<string>((done, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /ready: (http:\S+)/.exec(output)?.[1];
      if (ready) done(ready);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => fail(new Error(`kilde start ended: ${output}`)));
  });
  return { url, child };
}

/** Kills a process and all its descendants at once, as a power cut would. */
export async function killAll(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once('exit', done));
  for (const pid of [...descendants(child.pid!), child.pid!]) process.kill(pid, 'SIGKILL');
  await ended;
}

function descendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const];
      } catch {
        return []; // ended meanwhile
      }
    });
  const children = (of: number): number[] =>
    parents.filter(([, parent]) => parent === of).flatMap(([own]) => [own, ...children(own)]);
  return children(pid);
}
