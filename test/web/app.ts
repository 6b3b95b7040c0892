import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The product as it is built, with the sample corpora, in a data directory of its own. */
export interface App {
  url: string;
  adminKey: string;
  /** Kills the server as a power cut does. */
  crash: () => Promise<void>;
  /** Starts it again where it was, after a crash. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

const START_LIMIT = 120_000;

const READY = /http:\/\/127\.0\.0\.1:\d+/;

/** `KILDE_TEST_URL` (with `KILDE_TEST_KEY`) names a server that runs already; otherwise one is started. */
export async function startApp(): Promise<App> {
  const { KILDE_TEST_URL: url, KILDE_TEST_KEY: adminKey = '' } = process.env;
  if (!url) return startOwnApp();
  const not = () => Promise.reject(new Error('The server that KILDE_TEST_URL names is not ours to stop.'));
  return { url, adminKey, crash: not, restart: not, stop: () => Promise.resolve() };
}

/** A server of the story's own, configured by `env`. */
export async function startOwnApp(env: Record<string, string> = {}): Promise<App> {
  const data = await mkdtemp(join(tmpdir(), 'kilde-web-'));
  const start = (port: string) => {
    const own = { ...env, KILDE_DATA_DIR: data, KILDE_PORT: port, DATABASE_URL: '', REDIS_URL: '' };
    return spawn(process.execPath, [resolve('dist/apps/cli/main.js'), 'start'], {
      env: { ...process.env, ...own },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };
  let child = start('0');
  const stop = async () => {
    await end(child);
    await rm(data, { recursive: true, force: true });
  };
  try {
    const samples = env.KILDE_SAMPLES !== 'off' && printed(child, /sample documents are searchable/);
    const [url] = await Promise.all([printed(child, READY), samples]);
    const adminKey = (await readFile(join(data, 'admin-key'), 'utf8')).trim();
    const restart = async () => {
      child = start(new URL(url).port);
      await printed(child, READY);
    };
    return { url, adminKey, crash: () => end(child, 'SIGKILL'), restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the server prints once it says something of that form. */
function printed(child: ChildProcess, form: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const failed = (why: string) =>
      reject(new Error(`The server never printed ${form.source}: ${why}\n${output}`));
    const timer = setTimeout(() => failed('time is up'), START_LIMIT);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = form.exec(output)?.[0];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      failed(`it ended with code ${code}`);
    });
  });
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
