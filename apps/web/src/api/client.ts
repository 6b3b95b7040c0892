import createClient from 'openapi-fetch';
import { currentKey } from './key.js';
import type { paths } from './openapi.js';
import type { Problem } from './openapi.js';

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

export function problemOf(status: number, problem: Partial<Problem> = {}): ApiError {
  const detail = problem.detail ?? problem.title ?? '';
  return new ApiError(status, problem.code ?? 'unknown', detail, problem.errors ?? []);
}

/** Whatever was thrown, as something that can be shown. */
export function asApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : new ApiError(0, 'unknown', String(cause));
}

export function authorization(): Record<string, string> {
  const key = currentKey();
  return key ? { authorization: `Bearer ${key}` } : {};
}

/** As `fetch`; a server that does not answer is an ApiError, too. */
export async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new ApiError(0, 'unreachable', '');
  }
}

/** The API's operations by path; types come from apps/api/openapi.json (`npm run build:client`). */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: reach });
api.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(authorization())) request.headers.set(name, value);
  },
});

/** The body of a response that went well; else throws what the server said as an ApiError. */
export async function body<T>(sent: Promise<{ data?: T; error?: Problem; response: Response }>): Promise<T> {
  const { data, error, response } = await sent;
  if (!response.ok) throw problemOf(response.status, typeof error === 'object' ? error : {});
  return data as T;
}
