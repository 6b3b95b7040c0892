import { resolve } from 'node:path';
import { readConfig } from './config.js';

const SERVER = { DATABASE_URL: 'postgres://me:geheim@db/kilde', REDIS_URL: 'redis://:geheim@queue' };

test('needs nothing: an empty environment is the embedded engine on this machine alone', () => {
  expect(readConfig({})).toEqual({
    dataDir: resolve('.kilde'),
    host: '127.0.0.1',
    port: 8080,
    maxUploadBytes: 100_000_000,
    samples: true,
    anonymousReading: true,
    keepQuestions: false,
    log: 'info',
    engine: { kind: 'embedded' },
  });
});

test('an empty variable is an absent one', () => {
  expect(readConfig({ KILDE_PORT: '', DATABASE_URL: '', REDIS_URL: '' })).toEqual(readConfig({}));
});

test('with both URLs it is a server, on which nobody reads without a key', () => {
  const config = readConfig({ ...SERVER, KILDE_QUEUE_PREFIX: 'staging' });
  expect(config.anonymousReading).toBe(false);
  expect(config.engine).toEqual({
    kind: 'server',
    databaseUrl: SERVER.DATABASE_URL,
    redisUrl: SERVER.REDIS_URL,
    queuePrefix: 'staging',
  });
  expect(readConfig({ ...SERVER, KILDE_ANONYMOUS_READING: 'on' }).anonymousReading).toBe(true);
});

test.each([
  [{ KILDE_PORT: 'geheim' }, 'KILDE_PORT'],
  [{ KILDE_PORT: '70000' }, 'KILDE_PORT'],
  [{ KILDE_MAX_UPLOAD_MB: '0' }, 'KILDE_MAX_UPLOAD_MB'],
  [{ KILDE_SAMPLES: 'true' }, 'KILDE_SAMPLES'],
  [{ KILDE_KEEP_QUESTIONS: 'geheim' }, 'KILDE_KEEP_QUESTIONS'],
  [{ KILDE_LOG: 'loud' }, 'KILDE_LOG'],
  [{ ...SERVER, DATABASE_URL: 'mysql://me:geheim@db' }, 'DATABASE_URL'],
  [{ ...SERVER, REDIS_URL: 'geheim' }, 'REDIS_URL'],
  [{ ...SERVER, KILDE_QUEUE_PREFIX: 'a:geheim' }, 'KILDE_QUEUE_PREFIX'],
  [{ DATABASE_URL: SERVER.DATABASE_URL }, 'REDIS_URL is not'],
  [{ REDIS_URL: SERVER.REDIS_URL }, 'DATABASE_URL is not'],
])('%j is refused by the name of the variable, without its value', (environment, named) => {
  let message = '';
  try {
    readConfig(environment);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toContain(named);
  expect(message).not.toContain('geheim');
});
