import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { KildeError, type Config } from '#platform';

type Server = Extract<Config['engine'], { kind: 'server' }>;

/**
 * An empty database and queue on the servers of a configuration, for measuring and tests; `remove` when nothing uses
 * them any more.
 * @throws KildeError `no-throw-away-database` when the server does not answer or the role may not make databases
 */
export async function throwAwayServer({
  databaseUrl,
  redisUrl,
}: Pick<Server, 'databaseUrl' | 'redisUrl'>): Promise<{ engine: Server; remove(): Promise<void> }> {
  const name = `kilde_once_${randomBytes(6).toString('hex')}`;
  await onServer(databaseUrl, `CREATE DATABASE ${name}`).catch((error: Error) => {
    throw new KildeError(
      'no-throw-away-database',
      500,
      `No throw-away database could be made on the server of DATABASE_URL (${error.message}). ` +
        'Check that it runs and that the role may create databases, or unset DATABASE_URL and REDIS_URL to use the embedded engine.',
    );
  });
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return {
    engine: { kind: 'server', databaseUrl: url.href, redisUrl, queuePrefix: name },
    async remove() {
      await onServer(databaseUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      const redis = new Redis(redisUrl);
      const keys = await redis.keys(`${name}:*`);
      if (keys.length > 0) await redis.del(keys);
      await redis.quit();
    },
  };
}

/** A database of this name on the same server, made where there is none, which stays; its queue is its own. */
export async function namedServer(
  { databaseUrl, redisUrl }: Pick<Server, 'databaseUrl' | 'redisUrl'>,
  name: string,
): Promise<Awaited<ReturnType<typeof throwAwayServer>>> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name))
    throw new KildeError(
      'bad-option',
      400,
      `--database: "${name}" is no name of small letters, digits and _.`,
    );
  await onServer(databaseUrl, `CREATE DATABASE ${name}`).catch((error: { code?: string }) => {
    if (error.code !== DUPLICATE_DATABASE) throw error;
  });
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return {
    engine: { kind: 'server', databaseUrl: url.href, redisUrl, queuePrefix: name },
    remove: () => Promise.resolve(),
  };
}

const DUPLICATE_DATABASE = '42P04';

async function onServer(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
