import { api, body } from '../api/client.js';
import type { Work } from './work.js';

const at = (id: string) => ({ params: { path: { id } } });
const pinAt = (id: string, pin: string) => ({ params: { path: { id, pin } } });

/** The work of the person whose key is used. */
export const onServer: Work = {
  cases: async (signal) => (await body(api.GET('/api/v1/cases', { signal }))).items,
  case: (id, signal) => body(api.GET('/api/v1/cases/{id}', { ...at(id), signal })),
  createCase: async (title) => {
    const made = await body(api.POST('/api/v1/cases', { body: { title } }));
    return { ...made, pins: 0 };
  },
  changeCase: (id, change) => body(api.PATCH('/api/v1/cases/{id}', { ...at(id), body: change })),
  deleteCase: (id) => body(api.DELETE('/api/v1/cases/{id}', at(id))),
  pin: (id, { version, range }) =>
    body(api.POST('/api/v1/cases/{id}/pins', { ...at(id), body: { version, ...placed(range) } })),
  note: (id, pin, note) =>
    body(api.PATCH('/api/v1/cases/{id}/pins/{pin}', { ...pinAt(id, pin), body: { note } })),
  unpin: (id, pin) => body(api.DELETE('/api/v1/cases/{id}/pins/{pin}', pinAt(id, pin))),
  saved: async (signal) => (await body(api.GET('/api/v1/saved-searches', { signal }))).items,
  save: (request) => body(api.POST('/api/v1/saved-searches', { body: request })),
  seen: (id, seenAt) => body(api.PATCH('/api/v1/saved-searches/{id}', { ...at(id), body: { seenAt } })),
  forget: (id) => body(api.DELETE('/api/v1/saved-searches/{id}', at(id))),
  history: async (signal) => (await body(api.GET('/api/v1/history', { signal }))).items,
  visit: (visit) => body(api.POST('/api/v1/history', { body: visit })),
  clearHistory: () => body(api.DELETE('/api/v1/history')),
};

/** The range alone, without what else a passage brings. */
function placed(range: { start: number; end: number } | null) {
  return range ? { start: range.start, end: range.end } : {};
}
