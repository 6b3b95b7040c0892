import type { Version } from '../api/openapi.js';
import { day } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Notice } from '../parts/Notice.js';
import { standing } from '../parts/Validity.js';
import { SourceLink } from './SourceLink.js';
import { successor } from './versions.js';

/** A warning above a text that is not in force today, with the way to the one that is. */
export function VersionBanner({ version, q }: { version: Version; q: string }) {
  const { t } = useI18n();
  const state = standing(version);
  if (state === 'in-force') return null;

  const { versions } = version.document;
  const current = versions.find((other) => other.current);
  const next = state === 'ended' ? successor(version, versions) : undefined;
  const text = {
    ended: () => (next ? t.source.replaced : t.source.endedNoSuccessor)(day(version.validTo ?? '', t)),
    'not-yet': () => t.source.notYet(day(version.validFrom ?? '', t)),
    other: () => t.source.notCurrent,
  }[state]();
  return (
    <Notice tone="warning">
      <p>{text}</p>
      {next && next.id !== current?.id && (
        <p>
          <SourceLink version={next.id} q={q}>
            {t.source.toNext}
          </SourceLink>
        </p>
      )}
      {current && (
        <p>
          <SourceLink version={current.id} q={q}>
            {t.source.toCurrent}
          </SourceLink>
        </p>
      )}
    </Notice>
  );
}
