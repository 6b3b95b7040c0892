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
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  const sentence = details.map(({ path, message }) => (path ? `"${path}": ${message}` : message)).join('; ');
  throw new KildeError('bad-request', 400, `The request cannot be used as it is. ${sentence}.`, details);
}
