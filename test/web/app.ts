import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The product as it is built, with the sample corpora, in a data directory of its own. */
export interface App {
  url: string;
  adminKey: string;
  stop: () => Promise<void>;
}

const START_LIMIT = 120_000;

/** `KILDE_TEST_URL` (with `KILDE_TEST_KEY`) names a server that runs already; otherwise one is started. */
export async function startApp(): Promise<App> {
  const { KILDE_TEST_URL: url, KILDE_TEST_KEY: adminKey = '' } = process.env;
  if (url) return { url, adminKey, stop: () => Promise.resolve() };

  const data = await mkdtemp(join(tmpdir(), 'kilde-web-'));
  const child = spawn(process.execPath, [resolve('dist/apps/cli/main.js'), 'start'], {
    env: { ...process.env, KILDE_DATA_DIR: data, KILDE_PORT: '0', DATABASE_URL: '', REDIS_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await end(child);
    await rm(data, { recursive: true, force: true });
  };
  try {
    const [ready] = await Promise.all([
      printed(child, /http:\/\/127\.0\.0\.1:\d+/),
      printed(child, /sample documents are searchable/),
    ]);
    const key = (await readFile(join(data, 'admin-key'), 'utf8')).trim();
    return { url: ready, adminKey: key, stop };
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

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
