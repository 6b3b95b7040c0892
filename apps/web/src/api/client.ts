import type { Problem } from '../../../api/contract/index.js';
import { currentKey } from './key.js';

export const API = '/api/v1';

/** A failure that the server explained (problem+json), or one before any server answered (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors: { path: string; message: string }[] = [],
  ) {
    super(detail);
  }
}

export function authorization(): Record<string, string> {
  const key = currentKey();
  return key ? { authorization: `Bearer ${key}` } : {};
}

export function problemOf(status: number, body: string): ApiError {
  try {
    const problem = JSON.parse(body) as Partial<Problem>;
    const detail = problem.detail ?? problem.title ?? '';
    return new ApiError(status, problem.code ?? 'unknown', detail, problem.errors ?? []);
  } catch {
    return new ApiError(status, 'unknown', '');
  }
}

export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...authorization(), ...(init.headers as Record<string, string>) };
  let response: Response;
  try {
    response = await fetch(API + path, { ...init, headers });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(0, 'unreachable', '');
  }
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response;
}

async function json<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await send(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
  return (await response.json()) as T;
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return json<T>(path, { signal });
}

export function post<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  if (body === undefined) return json<T>(path, { method: 'POST', signal });
  const headers = { 'content-type': 'application/json' };
  return json<T>(path, { method: 'POST', body: JSON.stringify(body), headers, signal });
}
