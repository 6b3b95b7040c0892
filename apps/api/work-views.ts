import type {
  Case as StoredCase,
  Excerpt,
  Feedback as StoredFeedback,
  Pin as StoredPin,
  Place,
  SavedSearch as StoredSearch,
  Visit as StoredVisit,
} from '#corpus';
import type { Case, CaseSummary, Feedback, Pin, SavedRequest, SavedSearch, Visit } from './contract/index.js';

/** How a person's work is shown over HTTP. Pure. */

export function placeOf(place: {
  version: string;
  start?: number | undefined;
  end?: number | undefined;
}): Place {
  return { versionId: place.version, start: place.start ?? null, end: place.end ?? null };
}

export function caseSummary({ id, title, pins, createdAt, changedAt }: StoredCase): CaseSummary {
  return { id, title, pins, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() };
}

/** @param excerpts of each pin, or null where it is withheld */
export function caseView(found: StoredCase, pins: StoredPin[], excerpts: (Excerpt | null)[]): Case {
  return {
    ...caseSummary(found),
    notes: found.notes,
    pins: pins.map((pin, at) => pinView(pin, excerpts[at]!)),
  };
}

export function pinView(
  { id, versionId, start, end, note, createdAt }: StoredPin,
  excerpt: Excerpt | null,
): Pin {
  return { id, version: versionId, start, end, note, createdAt: createdAt.toISOString(), excerpt };
}

export function savedView({ id, request, seenAt, createdAt }: StoredSearch): SavedSearch {
  return {
    id,
    request: request as SavedRequest,
    seenAt: seenAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

export function visitView({ id, request, versionId, at }: StoredVisit, excerpt: Excerpt | null): Visit {
  return { id, at: at.toISOString(), request: request as SavedRequest | null, version: versionId, excerpt };
}

export function feedbackView(
  { answerId, versionId, start, end, createdAt, settledAt, ...said }: StoredFeedback,
  excerpt: Excerpt | null,
): Feedback {
  return {
    ...said,
    answer: answerId,
    place: versionId === null ? null : { version: versionId, start, end, excerpt },
    createdAt: createdAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}
