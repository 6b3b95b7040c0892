import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { KildeError, packageRoot } from '#platform';

/** A PostgreSQL and a Redis of one's own, which may be killed. */
export interface PrivateServices {
  databaseUrl: string;
  redisUrl: string;
  pid(service: 'postgres' | 'redis'): number;
  /** Starts whichever does not run; `forgetful`: Redis begins empty. */
  up(forgetful?: boolean): Promise<void>;
  remove(): Promise<void>;
}

const SCRIPT = join(packageRoot(), 'docker/services-debian.sh');
/** The programs that `docker/services-debian.sh up` has installed. */
const ROOTFS = join(process.env.KILDE_SERVICES_DIR ?? '/var/lib/kilde-services', 'rootfs');

/**
 * Starts both on free ports, in a folder of their own.
 * @throws KildeError `no-services` where docker/services-debian.sh has not been run or may not run
 */
export async function startPrivateServices(): Promise<PrivateServices> {
  if (process.getuid?.() !== 0 || !existsSync(ROOTFS))
    throw new KildeError(
      'no-services',
      500,
      'This needs a PostgreSQL and a Redis of its own to kill: run docker/services-debian.sh up once, as root, on Debian; then this, as root.',
    );
  const dir = mkdtempSync(join(tmpdir(), 'kilde-services-'));
  chmodSync(dir, 0o755); // the user redis works in it
  const environment = {
    ...process.env,
    KILDE_SERVICES_DIR: dir,
    KILDE_SERVICES_ROOTFS: ROOTFS,
    KILDE_POSTGRES_PORT: String(await freePort()),
    KILDE_REDIS_PORT: String(await freePort()),
  };
  const pids = {
    postgres: join(ROOTFS, 'var/lib/postgresql', basename(dir), 'postmaster.pid'),
    redis: join(dir, 'redis/redis.pid'),
  };
  await run(['up'], environment);
  return {
    databaseUrl: `postgres://kilde:kilde@127.0.0.1:${environment.KILDE_POSTGRES_PORT}/kilde`,
    redisUrl: `redis://127.0.0.1:${environment.KILDE_REDIS_PORT}`,
    pid: (service) => Number(readFileSync(pids[service], 'utf8').split('\n')[0]),
    async up(forgetful = false) {
      if (forgetful) rmSync(join(dir, 'redis/appendonlydir'), { recursive: true, force: true });
      await run(['up'], environment);
    },
    remove: () => run(['down', '--purge'], environment),
  };
}

async function run(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(SCRIPT, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new KildeError('no-services', 500, `${SCRIPT} ${args.join(' ')} failed: ${said}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
