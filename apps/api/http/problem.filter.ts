import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { isUnreachable } from '#corpus';
import { KildeError, LOG, type Log } from '#platform';
import type { Problem } from '../contract/index.js';

type Outline = Omit<Problem, 'type' | 'title'>;

/** Every error leaves as problem+json (RFC 9457). A fault of ours is logged with a number and shown without details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(error, this.log);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 503) response.setHeader('Retry-After', '5');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

/** An error as problem details. */
export function problemOf(error: unknown, log: Log): Problem {
  const { status, code, ...more } = outlineOf(error, log);
  return { type: `urn:kilde:${code}`, title: TITLES[status] ?? 'Error', status, code, ...more };
}

function outlineOf(error: unknown, log: Log): Outline {
  if (error instanceof KildeError) {
    return {
      status: error.status,
      code: error.code,
      detail: error.message,
      ...(error.details && { errors: error.details }),
    };
  }
  if (error instanceof HttpException) return fromFramework(error);
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (FULL.has(code ?? '')) {
    log.error('no room left to store', { reason: message });
    return {
      status: 507,
      code: 'disk-full',
      detail:
        'The server has no room left to store this. Nothing was changed. Free some disk space and send it again.',
    };
  }
  if (isUnreachable(error)) {
    log.error('the database does not answer', { reason: message });
    return {
      status: 503,
      code: 'database-unreachable',
      detail: 'The database does not answer at the moment. Try again in a few seconds.',
    };
  }
  const number = randomUUID();
  log.error('a fault', { number, reason: message, stack });
  return {
    status: 500,
    code: 'fault',
    detail: `Something went wrong on our side. The log of the server says what, under the number ${number}.`,
  };
}

/** PostgreSQL: disk_full; the system: no space, quota. */
const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);
const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Key needed',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  500: 'Fault',
  503: 'Not available',
  507: 'No room left',
};

function fromFramework(error: HttpException): Outline {
  const status = error.getStatus();
  if (status === 404)
    return {
      status,
      code: 'not-found',
      detail: 'There is nothing at this address. The API is described at /api/docs.',
    };
  if (status === 413)
    return {
      status,
      code: 'too-large',
      detail: 'The request is too large. Send documents as multipart uploads to POST /api/v1/documents.',
    };
  return { status, code: 'bad-request', detail: error.message };
}
