import type { Version } from '../api/openapi.js';
import { day } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { Validity } from '../parts/Validity.js';
import { sourceAddress } from './address.js';

export function Versions({ version, q }: { version: Version; q: string }) {
  const { t } = useI18n();
  const { versions } = version.document;
  if (versions.length < 2) return null;
  return (
    <section className="side-part">
      <h2>{t.source.versions}</h2>
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
                <Link href={sourceAddress(other.id, undefined, q)}>{period}</Link>
              )}
              <Validity period={other} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
