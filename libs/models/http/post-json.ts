import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { HttpModel } from '#platform';
import { unavailable } from '../unavailable.js';

/** How often a request is sent, and how long each answer may take. */
export interface Patience {
  attempts: number;
  timeoutMs: number;
}

/** A service behind HTTP, as it is called in messages: "The embedder", with its variables KILDE_EMBEDDER_... */
export interface Service extends HttpModel {
  title: string;
  variables: string;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Posts JSON and reads the answer by a schema. What may pass (no connection, a timeout, 408, 429, 5xx) is tried
 * again, after the time that Retry-After asks for or a pause that doubles, 30 seconds at most.
 * @throws KildeError `model-unavailable`: names the service, what is wrong, and the variable to look at
 */
export async function postJson<T>(
  service: Service,
  path: string,
  body: unknown,
  schema: z.ZodType<T>,
  { attempts, timeoutMs }: Patience,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await send(service, path, body, timeoutMs);
    if ('answer' in outcome) return read(service, path, outcome.answer, schema);
    if (!outcome.mayPass || attempt >= attempts) throw failure(service, path, outcome.wrong);
    await sleep(Math.min(LONGEST_PAUSE_MS, outcome.pauseMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1)));
  }
}

type Outcome = { answer: unknown } | { wrong: string; mayPass: boolean; pauseMs?: number | undefined };

async function send(service: Service, path: string, body: unknown, timeoutMs: number): Promise<Outcome> {
  try {
    const response = await fetch(`${service.url}${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(service.key && { Authorization: `Bearer ${service.key}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return { answer: await response.json() };
    await response.body?.cancel();
    return refusal(service, response);
  } catch (error) {
    if ((error as Error).name === 'SyntaxError')
      return { wrong: 'does not answer with JSON', mayPass: false };
    if ((error as Error).name === 'TimeoutError')
      return { wrong: `did not answer within ${timeoutMs} ms`, mayPass: true };
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    return { wrong: `cannot be reached (${code ?? 'the connection failed'})`, mayPass: true };
  }
}

/** What a status says. The body is left unread: services like to repeat the text or the key in it. */
function refusal({ variables }: Service, response: Response): Outcome {
  const { status } = response;
  return {
    wrong: `answered ${status}${hintFor(variables, status)}`,
    mayPass: status === 408 || status === 429 || status >= 500,
    pauseMs: retryAfter(response.headers.get('retry-after')),
  };
}

/** What to look at when a service answers with this status, to stand behind it. */
export function hintFor(variables: string, status: number): string {
  const hints: Record<number, string> = {
    400: `check ${variables}_MODEL and ${variables}_DIMENSIONS`,
    401: `check ${variables}_KEY`,
    403: `check ${variables}_KEY`,
    404: `check ${variables}_URL and ${variables}_MODEL`,
    413: 'a text or a batch is too large for it',
    422: `check ${variables}_MODEL; a text may also be too long for it`,
    429: 'too many requests',
  };
  return hints[status] ? `: ${hints[status]}` : '';
}

/** Retry-After in milliseconds: it is seconds or a date (RFC 9110, section 10.2.3). */
function retryAfter(value: string | null): number | undefined {
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function read<T>(service: Service, path: string, answer: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue!.path.join('.') || 'the whole';
  throw failure(service, path, `does not speak the expected protocol (${where}: ${issue!.message})`);
}

/** An error about the service. The URL is shown without what may be secret in it. */
export function failure({ title, url }: Service, path: string, wrong: string): Error {
  const { origin, pathname } = new URL(`${url}${path}`);
  return unavailable(`${title} at ${origin}${pathname} ${wrong}.`);
}
