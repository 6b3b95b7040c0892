import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  answersOf,
  AnswerVariables,
  chatOf,
  readConfigured,
  type AnswersConfig,
  type ChatConfig,
} from './answer-config.js';
import { KildeError } from './errors.js';
import {
  embedderOf,
  ModelVariables,
  rerankerOf,
  weightsOf,
  type EmbedderConfig,
  type RerankerConfig,
  type WeightsConfig,
} from './model-config.js';

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');

const Environment = z.object({
  KILDE_DATA_DIR: z.string().min(1).default('.kilde'),
  KILDE_HOST: z.string().min(1).default('127.0.0.1'),
  KILDE_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  KILDE_MAX_UPLOAD_MB: z.coerce.number().positive().max(2000).default(100),
  KILDE_PARSE_SECONDS: z.coerce.number().positive().default(60),
  KILDE_PARSE_SECONDS_A_PAGE: z.coerce.number().min(0).default(2),
  KILDE_PARSE_MEMORY_MB: z.coerce.number().min(200).default(1000),
  KILDE_SAMPLES: onOff.default(true),
  KILDE_ANONYMOUS_READING: onOff.optional(),
  KILDE_KEEP_QUESTIONS_DAYS: z.coerce.number().int().min(0).max(36_500).default(0),
  KILDE_GUIDELINES: z.string().optional(),
  KILDE_LOG: z.enum(['quiet', 'info', 'debug']).default('info'),
  KILDE_ATTEMPTS: z.coerce.number().int().min(1).max(20).default(5),
  KILDE_RETRY_SECONDS: z.coerce.number().positive().default(2),
  KILDE_STOP_SECONDS: z.coerce.number().min(0).default(8),
  KILDE_HEARTBEAT_FILE: z.string().min(1).optional(),
  UNSTRUCTURED_URL: z.url({ protocol: /^https?$/ }).optional(),
  UNSTRUCTURED_KEY: z.string().default(''),
  UNSTRUCTURED_MEDIA_TYPES: z
    .string()
    .default('application/pdf,image/png,image/jpeg,image/tiff')
    .transform((list) => list.split(',').map((mediaType) => mediaType.trim().toLowerCase())),
  UNSTRUCTURED_SECONDS: z.coerce.number().positive().default(300),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  KILDE_QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .default('kilde'),
  ...ModelVariables.shape,
  ...AnswerVariables.shape,
});

export interface Config {
  dataDir: string;
  host: string;
  port: number;
  maxUploadBytes: number;
  /** What reading one file may take: time, for the file and for each of its pages, and resident memory. */
  parsing: { seconds: number; secondsAPage: number; memoryMB: number };
  /** How often an ingestion is begun before it has failed, and the first of the pauses between, each four times the last. */
  retries: { attempts: number; seconds: number };
  /** How long work in hand may go on after a signal to stop; then another worker is given it. */
  stopSeconds: number;
  /** A file that a worker touches every 10 seconds while database and queue answer; null: none. */
  heartbeatFile: string | null;
  /** An Unstructured API that reads files of these media types in our stead; null: we read everything ourselves. */
  unstructured: { url: string; key: string; mediaTypes: string[]; seconds: number } | null;
  samples: boolean;
  /** May the anonymous public read public corpora? Default: on the embedded engine yes, on a server no. */
  anonymousReading: boolean;
  /** For how many days the question stays in the record of an answer; it may hold personal data. */
  keepQuestionsDays: number;
  /** What whoever runs this asks of its users, as plain text for the page of help; null: nothing. */
  guidelines: string | null;
  log: 'quiet' | 'info' | 'debug';
  engine:
    | { kind: 'embedded' }
    /** readUrl: where searches read, a replica of the database; queuePrefix: tells several Kildes on one Redis apart. */
    | {
        kind: 'server';
        databaseUrl: string;
        readUrl?: string | undefined;
        redisUrl: string;
        queuePrefix: string;
      };
  embedder: EmbedderConfig;
  /** Another one, whose vectors are made beside those that searches use, until they are switched to (`kilde sets`). */
  nextEmbedder: EmbedderConfig | null;
  reranker: RerankerConfig;
  weights: WeightsConfig;
  chat: ChatConfig;
  answers: AnswersConfig;
}

/** Reads the environment once. Throws a KildeError that names the variable; values never enter the message. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new KildeError('bad-configuration', 500, `The configuration is not usable. ${problems.join('; ')}`);
  }
  const env = parsed.data;
  const engine = engineOf(env.KILDE_QUEUE_PREFIX, env.DATABASE_URL, env.REDIS_URL, env.DATABASE_READ_URL);
  const dataDir = resolve(env.KILDE_DATA_DIR);
  const modelCache = join(dataDir, 'models');
  return {
    dataDir,
    host: env.KILDE_HOST,
    port: env.KILDE_PORT,
    maxUploadBytes: env.KILDE_MAX_UPLOAD_MB * 1_000_000,
    parsing: {
      seconds: env.KILDE_PARSE_SECONDS,
      secondsAPage: env.KILDE_PARSE_SECONDS_A_PAGE,
      memoryMB: env.KILDE_PARSE_MEMORY_MB,
    },
    retries: { attempts: env.KILDE_ATTEMPTS, seconds: env.KILDE_RETRY_SECONDS },
    stopSeconds: env.KILDE_STOP_SECONDS,
    heartbeatFile: env.KILDE_HEARTBEAT_FILE ?? null,
    unstructured: env.UNSTRUCTURED_URL
      ? {
          url: env.UNSTRUCTURED_URL,
          key: env.UNSTRUCTURED_KEY,
          mediaTypes: env.UNSTRUCTURED_MEDIA_TYPES,
          seconds: env.UNSTRUCTURED_SECONDS,
        }
      : null,
    samples: env.KILDE_SAMPLES,
    anonymousReading: env.KILDE_ANONYMOUS_READING ?? engine.kind === 'embedded',
    keepQuestionsDays: env.KILDE_KEEP_QUESTIONS_DAYS,
    guidelines:
      env.KILDE_GUIDELINES === undefined
        ? null
        : readConfigured('KILDE_GUIDELINES', env.KILDE_GUIDELINES).trim() || null,
    log: env.KILDE_LOG,
    engine,
    embedder: embedderOf(env, 'KILDE_', modelCache) ?? { kind: 'static' },
    nextEmbedder: embedderOf(env, 'KILDE_NEXT_', modelCache),
    reranker: rerankerOf(env, modelCache),
    weights: weightsOf(env),
    chat: chatOf(env),
    answers: answersOf(env),
  };
}

function engineOf(
  queuePrefix: string,
  databaseUrl?: string,
  redisUrl?: string,
  readUrl?: string,
): Config['engine'] {
  if (databaseUrl && redisUrl)
    return { kind: 'server', databaseUrl, redisUrl, queuePrefix, ...(readUrl && { readUrl }) };
  if (!databaseUrl && !redisUrl) return { kind: 'embedded' };
  const [set, missing] = databaseUrl ? ['DATABASE_URL', 'REDIS_URL'] : ['REDIS_URL', 'DATABASE_URL'];
  throw new KildeError(
    'bad-configuration',
    500,
    `${set} is set but ${missing} is not. Set both for the server engine, or neither for the embedded one.`,
  );
}
