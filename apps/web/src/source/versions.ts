import type { VersionSummary } from '../api/openapi.js';

type Period = Pick<VersionSummary, 'id' | 'validFrom' | 'validTo' | 'current'>;

/** The version that follows: the one that starts where this one ends, or else the next to start. */
export function successor<T extends Period>(version: Period, versions: T[]): T | undefined {
  const later = versions
    .filter(({ id, validFrom }) => id !== version.id && (validFrom ?? '') > (version.validFrom ?? ''))
    .sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
  return later.find(({ validFrom }) => validFrom === version.validTo) ?? later[0];
}
