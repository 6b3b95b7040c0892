import { QueryFailedError } from 'typeorm';

/** The system's words for a server that is gone, and PostgreSQL's (class 08; 57P01-57P05: it shuts down, crashed or starts). */
const CODES =
  /^(?:ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0\d)$/;
/** What the driver says without a code. */
const MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Is this an error of a database that does not answer? One that came from a query surely is; of others the code is all we know. */
export function isUnreachable(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return CODES.test(code ?? '') || MESSAGES.test(message ?? '');
}

/** The same, leaving no doubt that it was the database: for deciding that a failure says nothing of a document. */
export function lostDatabase(error: unknown): boolean {
  return (
    isUnreachable(error) &&
    (error instanceof QueryFailedError || MESSAGES.test((error as { message?: string }).message ?? ''))
  );
}
