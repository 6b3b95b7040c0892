import type { Case, CaseSummary, SavedRequest, SavedSearch, Visit } from '../api/openapi.js';
import type { Range } from '../parts/ranges.js';

/** A document, or a range of its text, to be pinned. */
export interface Place {
  version: string;
  range: Range | null;
}

export type NewVisit = { request: SavedRequest } | { version: string };

/** Where a person's work is kept: on the server for who has signed in, else in the browser. */
export interface Work {
  cases: (signal?: AbortSignal) => Promise<CaseSummary[]>;
  case: (id: string, signal?: AbortSignal) => Promise<Case>;
  createCase: (title: string) => Promise<CaseSummary>;
  changeCase: (id: string, change: { title?: string; notes?: string }) => Promise<unknown>;
  deleteCase: (id: string) => Promise<unknown>;
  pin: (caseId: string, place: Place) => Promise<unknown>;
  note: (caseId: string, pinId: string, note: string) => Promise<unknown>;
  unpin: (caseId: string, pinId: string) => Promise<unknown>;
  saved: (signal?: AbortSignal) => Promise<SavedSearch[]>;
  save: (request: SavedRequest) => Promise<unknown>;
  seen: (id: string, seenAt: string) => Promise<unknown>;
  forget: (id: string) => Promise<unknown>;
  history: (signal?: AbortSignal) => Promise<Visit[]>;
  visit: (visit: NewVisit) => Promise<unknown>;
  clearHistory: () => Promise<unknown>;
}
