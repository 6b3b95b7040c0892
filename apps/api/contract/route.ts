import type { z } from 'zod';

/** One HTTP operation. Controllers validate with it, openapi.json is made from it, a test compares both. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Multipart upload: the text fields; the file itself is the field `file`. */
  form?: z.ZodObject;
  status: 200 | 201 | 202 | 204;
  /** Absent: no body. `'file'`: the bytes of an original. `'image'`: a PNG. */
  response?: z.ZodType | 'file' | 'image';
  /** Media types of files that the same comes as, for `Accept` headers that name them. */
  files?: readonly string[];
  /** Server-sent events: the data of each by its name. Beside a response only for `Accept: text/event-stream`. */
  events?: z.ZodObject;
}
