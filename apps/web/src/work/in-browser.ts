import { ApiError } from '../api/client.js';
import type { Case, Pin, SavedSearch, Visit } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import type { Work } from './work.js';

const NAME = 'kilde.work';
const MOST_VISITS = 100;

/** What is kept: places and notes, never the words of a document; those are read anew with the rights of the day. */
interface Kept {
  cases: (Omit<Case, 'pins'> & { pins: Omit<Pin, 'excerpt'>[] })[];
  saved: SavedSearch[];
  history: Omit<Visit, 'excerpt'>[];
}

function read(): Kept {
  const stored = localStorage.getItem(NAME);
  return { cases: [], saved: [], history: [], ...(stored && (JSON.parse(stored) as Partial<Kept>)) };
}

/** Changes what is kept, in one go, so that another tab's change is not lost. */
async function keep(change: (kept: Kept) => Kept): Promise<void> {
  try {
    localStorage.setItem(NAME, JSON.stringify(change(read())));
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError(507, 'browser-full', ''); // storage is full, or switched off
  }
}

const now = () => new Date().toISOString();
const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(36).padStart(2, '0')).join('');
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Changes one case, which then is the last changed one. */
const keepCase = (id: string, change: (found: Kept['cases'][number]) => Kept['cases'][number]) =>
  keep((kept) => {
    const found = kept.cases.find((one) => one.id === id) ?? missing();
    const others = kept.cases.filter((one) => one !== found);
    return { ...kept, cases: [{ ...change(found), changedAt: now() }, ...others] };
  });

function missing(): never {
  throw new ApiError(404, 'unknown-case', '');
}

/** The work of somebody without a key: it stays on this device. */
export const inBrowser: Work = {
  cases: async () => read().cases.map((one) => ({ ...one, pins: one.pins.length })),
  async case(id, signal) {
    const found = read().cases.find((one) => one.id === id) ?? missing();
    const places = found.pins.map(({ version, start, end }) => ({
      version,
      ...(start !== null && end !== null && { start, end }),
    }));
    const excerpts = await requests.excerpts(places, signal);
    return { ...found, pins: found.pins.map((pin, at) => ({ ...pin, excerpt: excerpts[at] ?? null })) };
  },
  async createCase(title) {
    const made = { id: newId(), title, notes: '', createdAt: now(), changedAt: now() };
    await keep((kept) => ({ ...kept, cases: [{ ...made, pins: [] }, ...kept.cases] }));
    return { ...made, pins: 0 };
  },
  changeCase: (id, change) => keepCase(id, (found) => ({ ...found, ...change })),
  deleteCase: (id) => keep((kept) => ({ ...kept, cases: kept.cases.filter((one) => one.id !== id) })),
  pin: (id, { version, range }) =>
    keepCase(id, (found) => {
      const place = { version, start: range?.start ?? null, end: range?.end ?? null };
      const isPinned = found.pins.some(({ version, start, end }) => same({ version, start, end }, place));
      if (isPinned) return found;
      return { ...found, pins: [...found.pins, { id: newId(), ...place, note: '', createdAt: now() }] };
    }),
  note: (id, pinId, note) =>
    keepCase(id, (found) => ({
      ...found,
      pins: found.pins.map((pin) => (pin.id === pinId ? { ...pin, note } : pin)),
    })),
  unpin: (id, pinId) =>
    keepCase(id, (found) => ({ ...found, pins: found.pins.filter((pin) => pin.id !== pinId) })),

  saved: async () => read().saved,
  save: (request) =>
    keep((kept) =>
      kept.saved.some((one) => same(one.request, request))
        ? kept
        : { ...kept, saved: [{ id: newId(), request, seenAt: now(), createdAt: now() }, ...kept.saved] },
    ),
  seen: (id, seenAt) =>
    keep((kept) => ({
      ...kept,
      saved: kept.saved.map((one) => (one.id === id ? { ...one, seenAt } : one)),
    })),
  forget: (id) => keep((kept) => ({ ...kept, saved: kept.saved.filter((one) => one.id !== id) })),

  async history(signal) {
    const visits = read().history;
    const versions = visits.flatMap(({ version }) => (version === null ? [] : [version]));
    const excerpts = await requests.excerpts(
      versions.map((version) => ({ version })),
      signal,
    );
    const byVersion = new Map(versions.map((version, at) => [version, excerpts[at] ?? null]));
    return visits.map((visit) => ({ ...visit, excerpt: byVersion.get(visit.version ?? '') ?? null }));
  },
  visit: (visit) =>
    keep((kept) => {
      const made = {
        ...{ id: newId(), at: now() },
        request: 'request' in visit ? visit.request : null,
        version: 'version' in visit ? visit.version : null,
      };
      const others = kept.history.filter(
        ({ request, version }) => version !== made.version || !same(request, made.request),
      );
      return { ...kept, history: [made, ...others].slice(0, MOST_VISITS) };
    }),
  clearHistory: () => keep((kept) => ({ ...kept, history: [] })),
};
