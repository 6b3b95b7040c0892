import { z } from 'zod';

export const Language = z.enum(['da', 'de', 'en']);
export const Id = z.uuid();
/** A day as `YYYY-MM-DD`; validity and `asOf` are days, not moments. */
export const Day = z.iso.date();
export const Moment = z.iso.datetime();
export const Slug = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    'use 1-63 lower-case letters, digits and dashes, e.g. "care-instructions"',
  );
export const DocumentKey = z
  .string()
  .min(1)
  .max(500)
  .refine((key) => !/\p{Cc}/u.test(key), 'must not contain control characters')
  .refine((key) => !key.split('/').includes('..'), 'must not contain ".." as a path part');
export const Metadata = z.record(z.string(), z.unknown());

/** A half-open range `[start, end)` in a canonical text, counted in UTF-16 code units as JavaScript does. */
export const Range = z.object({ start: z.int().min(0), end: z.int().min(0) });

export const Paging = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
};

/** What later became of a ruling: it was followed, overturned, or the practice changed; by which document, if known. */
export const Treatment = z
  .object({
    flag: z.enum(['followed', 'overturned', 'changed-practice']),
    by: z.object({ id: Id, title: z.string() }).nullable(),
  })
  .meta({ id: 'Treatment' });

/** RFC 9457 problem details; `code` is stable and meant for programs, `detail` for people. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total: z.int() });
}
