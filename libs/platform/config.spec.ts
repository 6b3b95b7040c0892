import { resolve } from 'node:path';
import { readConfig } from './config.js';

const SERVER = { DATABASE_URL: 'postgres://me:geheim@db/kilde', REDIS_URL: 'redis://:geheim@queue' };

test('needs nothing: an empty environment is the embedded engine on this machine alone', () => {
  expect(readConfig({})).toEqual({
    dataDir: resolve('.kilde'),
    host: '127.0.0.1',
    unstructured: null,
    parsing: { seconds: 60, secondsAPage: 2, memoryMB: 1000 },
    retries: { attempts: 5, seconds: 2 },
    stopSeconds: 8,
    heartbeatFile: null,
    port: 8080,
    maxUploadBytes: 100_000_000,
    samples: true,
    anonymousReading: true,
    keepQuestionsDays: 0,
    guidelines: null,
    log: 'info',
    engine: { kind: 'embedded' },
    embedder: { kind: 'static' },
    nextEmbedder: null,
    reranker: { kind: 'none' },
    weights: { question: {}, keywords: {} },
    chat: { kind: 'none' },
    answers: {
      ...{ threshold: 0.65, passages: 8, unsupported: 'drop', fallback: 'extractive' },
      ...{ personalIdentifiers: 'mask', policy: null },
    },
  });
});

const MODEL = { KILDE_EMBEDDER_MODEL: 'intfloat/multilingual-e5-small', KILDE_EMBEDDER_KEY: 'geheim' };

test('an embedder is one kind, a model, and what it needs', () => {
  const local = { ...MODEL, KILDE_EMBEDDER: 'transformers', KILDE_EMBEDDER_QUERY_PREFIX: 'query: ' };
  expect(readConfig(local).embedder).toEqual({
    kind: 'transformers',
    model: 'intfloat/multilingual-e5-small',
    dtype: 'fp32',
    pooling: 'mean',
    prefixes: { query: 'query: ', passage: '' },
    cacheDir: resolve('.kilde/models'),
  });
  const remote = { ...MODEL, KILDE_EMBEDDER: 'openai', KILDE_EMBEDDER_URL: 'http://models:8000/v1/' };
  expect(
    readConfig({
      KILDE_NEXT_EMBEDDER: 'openai',
      KILDE_NEXT_EMBEDDER_MODEL: 'm',
      KILDE_NEXT_EMBEDDER_URL: 'http://n',
    }),
  ).toMatchObject({
    embedder: { kind: 'static' },
    nextEmbedder: { kind: 'openai', model: 'm', url: 'http://n' },
  });
  expect(readConfig({ ...remote, KILDE_EMBEDDER_DIMENSIONS: '256' }).embedder).toEqual({
    kind: 'openai',
    model: 'intfloat/multilingual-e5-small',
    url: 'http://models:8000/v1',
    key: 'geheim',
    dimensions: 256,
    prefixes: { query: '', passage: '' },
  });
});

test('a reranker looks at thirty hits, for two seconds at most', () => {
  expect(readConfig({ KILDE_RERANKER: 'tei', KILDE_RERANKER_URL: 'http://models:8081' }).reranker).toEqual({
    kind: 'tei',
    url: 'http://models:8081',
    depth: 30,
    timeoutMs: 2000,
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
  [{ KILDE_KEEP_QUESTIONS_DAYS: 'geheim' }, 'KILDE_KEEP_QUESTIONS_DAYS'],
  [{ KILDE_LOG: 'loud' }, 'KILDE_LOG'],
  [{ ...SERVER, DATABASE_URL: 'mysql://me:geheim@db' }, 'DATABASE_URL'],
  [{ ...SERVER, REDIS_URL: 'geheim' }, 'REDIS_URL'],
  [{ ...SERVER, KILDE_QUEUE_PREFIX: 'a:geheim' }, 'KILDE_QUEUE_PREFIX'],
  [{ DATABASE_URL: SERVER.DATABASE_URL }, 'REDIS_URL is not'],
  [{ REDIS_URL: SERVER.REDIS_URL }, 'DATABASE_URL is not'],
  [{ KILDE_EMBEDDER: 'geheim' }, 'KILDE_EMBEDDER'],
  [{ KILDE_EMBEDDER: 'transformers' }, 'KILDE_EMBEDDER=transformers needs KILDE_EMBEDDER_MODEL'],
  [{ ...MODEL, KILDE_EMBEDDER: 'openai' }, 'KILDE_EMBEDDER=openai needs KILDE_EMBEDDER_URL'],
  [{ ...MODEL, KILDE_EMBEDDER_URL: 'file:///geheim' }, 'KILDE_EMBEDDER_URL'],
  [{ KILDE_EMBEDDER_DIMENSIONS: '0' }, 'KILDE_EMBEDDER_DIMENSIONS'],
  [{ KILDE_NEXT_EMBEDDER: 'openai' }, 'KILDE_NEXT_EMBEDDER=openai needs KILDE_NEXT_EMBEDDER_MODEL'],
  [{ KILDE_RERANKER: 'cohere', KILDE_RERANKER_URL: 'http://m' }, 'needs KILDE_RERANKER_MODEL'],
  [{ KILDE_RERANKER_DEPTH: '1' }, 'KILDE_RERANKER_DEPTH'],
  [{ KILDE_QUESTION_VECTOR_WEIGHT: '-1' }, 'KILDE_QUESTION_VECTOR_WEIGHT'],
  [{ KILDE_CHAT: 'geheim' }, 'KILDE_CHAT'],
  [{ KILDE_CHAT: 'openai', KILDE_CHAT_MODEL: 'geheim' }, 'KILDE_CHAT=openai needs KILDE_CHAT_URL'],
  [{ KILDE_POLICY: '/nowhere/policy.json' }, 'KILDE_POLICY'],
  [
    { KILDE_GUIDELINES: '/nowhere/rules.txt' },
    'KILDE_GUIDELINES: the file /nowhere/rules.txt cannot be read',
  ],
  [{ KILDE_PERSONAL_IDENTIFIERS: 'geheim' }, 'KILDE_PERSONAL_IDENTIFIERS'],
  [{ KILDE_ANSWER_THRESHOLD: '2' }, 'KILDE_ANSWER_THRESHOLD'],
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
