import { Redis } from 'ioredis';
import { residentMemory } from '../bench/memory.js';

const EVERY_MS = 500;

/** The most that was held at any time: keys and megabytes in Redis, megabytes in one API process. */
export interface Most {
  redisKeys: number;
  redisMB: number;
  apiMB: number;
}

/** Looks now and then; while Redis is away nothing is counted. */
export function watchMost(redisUrl: string, apis: () => (number | undefined)[]): { stop(): Most } {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 0, retryStrategy: () => EVERY_MS });
  redis.on('error', () => {}); // it is killed on purpose
  const most: Most = { redisKeys: 0, redisMB: 0, apiMB: 0 };
  const look = async () => {
    for (const pid of apis()) most.apiMB = Math.max(most.apiMB, residentMemory(pid).nowMB ?? 0);
    most.redisKeys = Math.max(most.redisKeys, await redis.dbsize());
    const bytes = /^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1];
    most.redisMB = Math.max(most.redisMB, Number(bytes) / 1e6);
  };
  const timer = setInterval(() => void look().catch(() => {}), EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      redis.disconnect();
      return most;
    },
  };
}
