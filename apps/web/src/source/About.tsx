import type { ReactElement } from 'react';
import type { Corpus, Version } from '../api/openapi.js';
import { bytes, day, inLanguage, valueName } from '../i18n/format.js';
import { useReasons } from '../parts/reasons.js';
import { useI18n, type Language, type Texts } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { sourceAddress } from './address.js';
import { Original } from './Original.js';
import { Versions } from './Versions.js';
import { openWhenWide } from './wide.js';

export function About({ version, corpus, q }: { version: Version; corpus: Corpus | undefined; q: string }) {
  const { language, t } = useI18n();
  const told = useReasons();
  const { parent } = version.document;
  const own: [string, Fact][] = [
    [t.source.kind, version.kind && valueName('kind', version.kind, t)],
    [t.source.date, version.date && day(version.date, t)],
    [t.source.validFrom, version.validFrom && day(version.validFrom, t)],
    [t.source.validTo, version.validTo && day(version.validTo, t)],
    [t.source.language, t.languages[version.language]],
    [t.source.corpus, <span lang={corpus?.language}>{corpus?.title ?? version.document.corpus}</span>],
    ...fieldRows(version, corpus, language, t),
    [t.source.key, version.document.key],
    [t.source.parent, parent && <Link href={sourceAddress(parent.version)}>{parent.title}</Link>],
    [t.source.file, `${version.fileName} (${bytes(version.size, t)})`],
  ];
  return (
    <>
      <details className="side-part" open={openWhenWide()}>
        <summary>
          <h2>{t.source.about}</h2>
        </summary>
        <dl className="facts">
          {own
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        <Original version={version} />
        {version.warnings.length > 0 && (
          <>
            <h3>{t.source.warnings}</h3>
            <ul>
              {version.warnings.map((warning) => (
                <li key={warning}>{told.warning(warning)}</li>
              ))}
            </ul>
          </>
        )}
      </details>
      <Versions version={version} q={q} />
    </>
  );
}

type Fact = string | ReactElement | null | undefined;

/** The corpus's own fields with their labels; what stands in no schema is left out of the table. */
function fieldRows(version: Version, corpus: Corpus | undefined, language: Language, t: Texts) {
  return (corpus?.fields ?? []).map(({ name, type, label }): [string, Fact] => [
    inLanguage(label, language) ?? name,
    fieldValue(version.metadata[name], type, t),
  ]);
}

function fieldValue(value: unknown, type: string, t: Texts): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value))
    return value
      .map((one) => fieldValue(one, type, t))
      .filter(Boolean)
      .join(', ');
  if (type === 'date') return day(String(value), t);
  if (type === 'number' && typeof value === 'number') return value.toLocaleString(t.locale);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
