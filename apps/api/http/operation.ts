import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  type ExecutionContext,
} from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import type { Identity } from '#access';
import { KildeError } from '#platform';
import type { Route } from '../contract/routes.js';

const METHODS = {
  get: RequestMethod.GET,
  post: RequestMethod.POST,
  put: RequestMethod.PUT,
  patch: RequestMethod.PATCH,
  delete: RequestMethod.DELETE,
};

/** Binds a method to its operation in the contract: HTTP method, path and status. */
export function Operation(route: Route): MethodDecorator {
  const path = route.path.replace(/\{(\w+)\}/g, ':$1');
  return applyDecorators(RequestMapping({ path, method: METHODS[route.method] }), HttpCode(route.status));
}

type Part<R extends Route, K extends 'params' | 'query' | 'body'> = R[K] extends z.ZodType
  ? z.infer<R[K]>
  : undefined;

/** What a request brings, validated: the types follow from the contract. */
export interface InputOf<R extends Route> {
  params: Part<R, 'params'>;
  query: Part<R, 'query'>;
  body: Part<R, 'body'>;
}

/** A request as the identity guard leaves it. */
export type KnownRequest = Request & { identity: Identity };

/** The validated parts of the request. Throws KildeError `bad-request` that lists every problem. */
export const Input = createParamDecorator((route: Route, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<Request>();
  return {
    params: route.params && validate(route.params, request.params),
    query: route.query && validate(route.query, request.query),
    body: route.body && validate(route.body, request.body ?? {}),
  };
});

export const Who = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<KnownRequest>().identity,
);

export function validate<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  const broken = brokenTexts(value);
  if (parsed.success && broken.length === 0) return parsed.data;
  const issues = parsed.error?.issues ?? [];
  const details = [
    ...issues.map(({ path, message }) => ({
      path: path.join('.'),
      message: message.endsWith('received undefined') ? 'is missing' : message,
    })),
    ...broken.map((path) => ({ path, message: 'holds a NUL or half a character; remove it' })),
  ];
  const sentence = details.map(({ path, message }) => (path ? `"${path}": ${message}` : message)).join('; ');
  throw new KildeError('bad-request', 400, `The request cannot be used as it is. ${sentence}.`, details);
}

/** Paths of the texts that no database stores: those with a NUL or with half of a surrogate pair. */
function brokenTexts(value: unknown): string[] {
  const broken: string[] = [];
  const open: [path: string, value: unknown][] = [['', value]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, current] = next;
    if (typeof current === 'string' && /\0|\p{Cs}/u.test(current)) broken.push(path);
    if (typeof current !== 'object' || current === null) continue;
    for (const [name, inner] of Object.entries(current)) {
      const at = path === '' ? name : `${path}.${name}`;
      if (/\0|\p{Cs}/u.test(name)) broken.push(path);
      else open.push([at, inner]);
    }
  }
  return broken;
}
