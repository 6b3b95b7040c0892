import { z } from 'zod';
import { Day, Id, Language, Moment, Slug, Treatment } from './common.js';
import { Query, question } from './search.js';

/** What belongs to one person (a key): cases with pinned places, saved searches, history. */

export const MOST_PINS = 200;
const MOST_CHARACTERS = 20_000;

const place = {
  version: Id,
  start: z.int().min(0).optional().describe('Without a range, the whole document.'),
  end: z.int().min(0).optional(),
};
const isPlace = ({ start, end }: { start?: number | undefined; end?: number | undefined }) =>
  start === undefined || end === undefined ? start === end : start < end && end - start <= MOST_CHARACTERS;
const HOW = `needs start < end, at most ${MOST_CHARACTERS} characters apart, or neither of both`;

export const Place = z.object(place).strict().refine(isPlace, HOW).meta({ id: 'Place' });

export const Excerpt = z
  .object({
    document: z.object({
      id: Id,
      key: z.string(),
      title: z.string(),
      corpus: Slug,
      kind: z.string().nullable(),
      treatments: z.array(Treatment),
    }),
    version: z.object({
      id: Id,
      language: Language,
      date: Day.nullable(),
      validFrom: Day.nullable(),
      validTo: Day.nullable(),
      current: z.boolean().describe('In force today.'),
      metadata: z.record(z.string(), z.unknown()),
    }),
    text: z.string().nullable().describe('Null for a whole document.'),
    headings: z.array(z.string()),
    page: z.int().nullable().describe('Null where there is only one.'),
  })
  .meta({ id: 'Excerpt', description: 'What stands at a place, with all that a citation needs.' });

const excerpt = Excerpt.nullable().describe('Null where you may not read it (any more), or it is gone.');

export const Excerpts = z.object({ items: z.array(excerpt) });
export const ExcerptsRequest = z
  .object({ places: z.array(Place).min(1).max(MOST_PINS) })
  .strict()
  .meta({ id: 'ExcerptsRequest' });

const title = z.string().trim().min(1, 'is empty; give the case a name').max(200);
const text = z.string().max(20_000);

export const CaseCreate = z.object({ title }).strict().meta({ id: 'CaseCreate' });
export const CaseChange = z
  .object({ title: title.optional(), notes: text.optional() })
  .strict()
  .meta({ id: 'CaseChange' });
export const CaseSummary = z
  .object({ id: Id, title: z.string(), pins: z.int(), createdAt: Moment, changedAt: Moment })
  .meta({ id: 'CaseSummary' });
export const Cases = z.object({ items: z.array(CaseSummary) });

export const Pin = z
  .object({
    id: Id,
    version: Id,
    start: z.int().nullable(),
    end: z.int().nullable(),
    note: z.string(),
    createdAt: Moment,
    excerpt,
  })
  .meta({ id: 'Pin' });
export const PinChange = z.object({ note: text }).strict().meta({ id: 'PinChange' });
export const PinParams = z.object({ id: Id, pin: Id });

export const Case = CaseSummary.extend({ notes: z.string(), pins: z.array(Pin) }).meta({ id: 'Case' });

export const SavedRequest = z
  .object({ query: Query, ...question })
  .strict()
  .meta({ id: 'SavedRequest', description: 'A search as POST /search takes it.' });
export const SavedSearch = z
  .object({
    id: Id,
    request: SavedRequest,
    seenAt: Moment.describe('What came in after this is news: send it to POST /search as `addedSince`.'),
    createdAt: Moment,
  })
  .meta({ id: 'SavedSearch' });
export const SavedSearches = z.object({ items: z.array(SavedSearch) });
export const Seen = z.object({ seenAt: Moment }).strict().meta({ id: 'Seen' });

export const VisitCreate = z
  .union([z.object({ request: SavedRequest }).strict(), z.object({ version: Id }).strict()])
  .meta({ id: 'VisitCreate' });
export const Visit = z
  .object({
    id: Id,
    at: Moment,
    request: SavedRequest.nullable(),
    version: Id.nullable(),
    excerpt,
  })
  .meta({ id: 'Visit', description: 'A search, or a document that was opened.' });
export const History = z.object({ items: z.array(Visit) });
