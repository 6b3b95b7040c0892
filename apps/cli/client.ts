import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KildeError, type Config } from '#platform';
import type { Problem } from '../api/contract/index.js';
import { readAdminKey } from './admin-key.js';

/** Talks to a Kilde server. Errors of the server come out as KildeErrors with the server's own sentence. */
export interface Client {
  url: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  /** As `post`, with the milliseconds of each stage that the server names in Server-Timing. */
  postTimed<T>(path: string, body: unknown): Promise<{ body: T; stages: Map<string, number> }>;
  /** As `post`, told as server-sent events: the name of each as it comes. */
  events(path: string, body: unknown): AsyncGenerator<string>;
  delete(path: string): Promise<void>;
  /** Sends a file as multipart form; the fields first, as the server wants it. */
  upload<T>(path: string, fields: Record<string, string>, file: { name: string; bytes: Blob }): Promise<T>;
}

export function connect(url: string, key: string | null): Client {
  const send = async (
    method: string,
    path: string,
    body?: RequestInit['body'],
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(key && { Authorization: `Bearer ${key}` }) },
      ...(body !== undefined && { body }),
    }).catch((error: Error) => {
      const cause = (error.cause as Error | undefined)?.message ?? error.message;
      throw new KildeError(
        'server-unreachable',
        503,
        `The Kilde server at ${url} does not answer (${cause}).`,
      );
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => null)) as Problem | null;
    throw new KildeError(
      problem?.code ?? 'fault',
      response.status,
      problem?.detail ?? `The server answered ${response.status}.`,
    );
  };
  const json = { 'Content-Type': 'application/json' };
  return {
    url,
    get: async <T>(path: string) => (await (await send('GET', path)).json()) as T,
    post: async <T>(path: string, body: unknown = {}) =>
      (await (await send('POST', path, JSON.stringify(body), json)).json()) as T,
    async postTimed<T>(path: string, body: unknown) {
      const response = await send('POST', path, JSON.stringify(body), json);
      const timing = response.headers.get('server-timing') ?? '';
      const stages = new Map(
        [...timing.matchAll(/([\w.]+);dur=([\d.]+)/g)].map(([, stage, ms]) => [stage!, Number(ms)]),
      );
      return { body: (await response.json()) as T, stages };
    },
    async *events(path, body) {
      const asked = { ...json, Accept: 'text/event-stream' };
      const response = await send('POST', path, JSON.stringify(body), asked);
      let text = '';
      for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
        const frames = (text + part).split('\n\n');
        text = frames.pop()!;
        for (const frame of frames) {
          const name = /^event: (.*)$/m.exec(frame)?.[1];
          if (name) yield name;
        }
      }
    },
    delete: async (path) => void (await send('DELETE', path)),
    async upload<T>(path: string, fields: Record<string, string>, file: { name: string; bytes: Blob }) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('file', file.bytes, file.name);
      return (await (await send('POST', path, form)).json()) as T;
    },
  };
}

/**
 * Runs a command against the live server of this data folder (or KILDE_URL), or, where none runs, against a
 * Kilde started for this command alone.
 */
export async function withServer<T>(config: Config, run: (client: Client) => Promise<T>): Promise<T> {
  const live = process.env.KILDE_URL ?? (await liveServer(config.dataDir))?.url;
  if (live) return run(connect(live.replace(/\/$/, ''), readAdminKey(config.dataDir)));
  const { launch } = await import('./launch.js');
  const kilde = await launch({
    ...config,
    host: '127.0.0.1',
    port: 0,
    log: config.log === 'debug' ? 'debug' : 'quiet',
  });
  try {
    return await run(connect(kilde.url, readAdminKey(config.dataDir)));
  } finally {
    await kilde.close();
  }
}

/** The server of a data folder, if one runs and answers; `socketDir` is its embedded engine's. */
export async function liveServer(dataDir: string): Promise<{ url: string; socketDir?: string } | null> {
  const file = join(dataDir, 'server.json');
  if (!existsSync(file)) return null;
  try {
    const server = JSON.parse(readFileSync(file, 'utf8')) as { url: string; socketDir?: string };
    const response = await fetch(`${server.url}/api/v1/health/live`, { signal: AbortSignal.timeout(3000) });
    return response.ok ? server : null;
  } catch {
    return null; // left behind by a killed process
  }
}
