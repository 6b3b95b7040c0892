import type { z } from 'zod';
import { Problem } from '../apps/api/contract/common.js';
import { routes, type Route } from '../apps/api/contract/routes.js';

export type RouteName = keyof typeof routes;

/** The body of a route's response; the bytes of an original; nothing. */
type ResponseOf<N extends RouteName> = (typeof routes)[N] extends { response: infer R }
  ? R extends z.ZodType
    ? z.output<R>
    : Buffer
  : undefined;

export interface Request {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

type Refusal = z.infer<typeof Problem>;

/**
 * Calls the API as one principal, and holds every response against the contract: the status, the schema (also
 * nothing beside it), and problem+json for errors.
 */
export class Caller {
  constructor(
    private readonly url: string,
    private readonly key: string | null,
  ) {}

  /** The response; fails when it is refused. */
  async call<N extends RouteName>(name: N, request: Request = {}): Promise<ResponseOf<N>> {
    const { refusal, body } = await this.attempt(name, request);
    if (refusal) throw new Error(`${name} was refused: ${refusal.status} ${refusal.code} ${refusal.detail}`);
    return body!;
  }

  /** The problem; fails when it is not refused. */
  async refused(name: RouteName, request: Request = {}): Promise<Refusal> {
    const { refusal, body } = await this.attempt(name, request);
    if (!refusal) throw new Error(`${name} was not refused: ${JSON.stringify(body)?.slice(0, 500)}`);
    return refusal;
  }

  async attempt<N extends RouteName>(
    name: N,
    { params = {}, query = {}, body }: Request = {},
  ): Promise<{ refusal?: Refusal; body?: ResponseOf<N> }> {
    const route: Route = routes[name];
    const path = route.path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(params[part]!));
    const search = new URLSearchParams(query).toString();
    const response = await fetch(`${this.url}/api/v1${path}${search && `?${search}`}`, {
      method: route.method.toUpperCase(),
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
      headers: {
        ...(this.key !== null && { Authorization: `Bearer ${this.key}` }),
        ...(body !== undefined && !(body instanceof FormData) && { 'Content-Type': 'application/json' }),
      },
    });
    if (!response.ok) return { refusal: await problemOf(response) };
    expect({ name, status: response.status }).toEqual({ name, status: route.status });
    return { body: (await bodyOf(route, response)) as ResponseOf<N> };
  }
}

async function bodyOf(route: Route, response: Response): Promise<unknown> {
  if (!route.response && route.events) return firstOf(response.body!);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (typeof route.response === 'string') return bytes;
  if (!route.response) return void expect(bytes).toHaveLength(0);
  const body: unknown = JSON.parse(bytes.toString());
  expect(route.response.parse(body)).toEqual(body);
  return body;
}

/** What a stream says first; it would go on for ever. */
async function firstOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  for await (const chunk of stream) return Buffer.from(chunk);
  throw new Error('The stream ended without a word.');
}

/** The problem that an error response carries, held against RFC 9457 as the contract has it. */
export async function problemOf(response: Response): Promise<Refusal> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = Problem.strict().parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.detail).not.toMatch(/undefined|\[object/);
  return problem;
}
