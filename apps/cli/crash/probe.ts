import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 250;
const TIMEOUT_MS = 20_000;

/**
 * Searches all the while, in one API after the other, and counts what comes back: `200`, `503 with Retry-After`,
 * `no connection` (that process is dead), or whatever else.
 */
export function probe(
  urls: string[],
  key: string,
  corpus: string,
): { stop(): Promise<Record<string, number>> } {
  const found: Record<string, number> = {};
  let stopping = false;
  const ask = async (url: string) => {
    try {
      const response = await fetch(`${url}/api/v1/search?q=afgift&corpora=${corpus}`, {
        headers: { Authorization: `Bearer ${key}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.arrayBuffer();
      if (response.status !== 503) return String(response.status);
      return response.headers.get('retry-after') ? '503 with Retry-After' : '503';
    } catch (error) {
      return (error as Error).name === 'TimeoutError' ? 'no answer in 20 s' : 'no connection';
    }
  };
  const running = (async () => {
    for (let at = 0; !stopping; at++) {
      const outcome = await ask(urls[at % urls.length]!);
      found[outcome] = (found[outcome] ?? 0) + 1;
      await sleep(EVERY_MS);
    }
  })();
  return {
    async stop() {
      stopping = true;
      await running;
      return found;
    },
  };
}
