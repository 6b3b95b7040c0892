import type { Version } from '../api/openapi.js';
import { day } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Validity } from '../parts/Validity.js';
import { SidePart } from './SidePart.js';
import { SourceLink } from './SourceLink.js';

/** The versions of a document, each to be opened, or compared with the one shown. */
export function Versions({ version, q, beside }: { version: Version; q: string; beside: boolean }) {
  const { t } = useI18n();
  const { versions } = version.document;
  if (versions.length < 2) return null;
  return (
    <SidePart title={t.source.versions} beside={beside}>
      <ul className="versions">
        {versions.map((other) => {
          const period = t.source.period(
            other.validFrom ? day(other.validFrom, t) : t.source.always,
            other.validTo ? day(other.validTo, t) : t.source.open,
          );
          return (
            <li key={other.id}>
              {other.id === version.id ? (
                <span aria-current="true">
                  {period} ({t.source.thisVersion})
                </span>
              ) : (
                <SourceLink version={other.id} q={q}>
                  {period}
                </SourceLink>
              )}
              <Validity period={other} />
              {other.id !== version.id && (
                <SourceLink
                  version={version.id}
                  q={q}
                  view={{ compare: other.id }}
                  aria-label={`${t.source.compare}: ${period}`}
                >
                  {t.source.compare}
                </SourceLink>
              )}
            </li>
          );
        })}
      </ul>
    </SidePart>
  );
}
