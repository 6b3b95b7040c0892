import type { ReactElement } from 'react';
import type { Corpus, Version } from '../api/openapi.js';
import { bytes, day, inLanguage, valueName } from '../i18n/format.js';
import { useReasons } from '../parts/reasons.js';
import { useI18n, type Language, type Texts } from '../i18n/index.js';
import { Original } from './Original.js';
import { SidePart } from './SidePart.js';
import { SourceLink } from './SourceLink.js';

interface Props {
  version: Version;
  corpus: Corpus | undefined;
  beside: boolean;
}

/** What is known of a document, and its original file. */
export function About({ version, corpus, beside }: Props) {
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
    [t.source.parent, parent && <SourceLink version={parent.version}>{parent.title}</SourceLink>],
    [t.source.file, `${version.fileName} (${bytes(version.size, t)})`],
  ];
  return (
    <SidePart title={t.source.about} beside={beside}>
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
          <p className="facts-title">{t.source.warnings}</p>
          <ul>
            {version.warnings.map((warning) => (
              <li key={warning}>{told.warning(warning)}</li>
            ))}
          </ul>
        </>
      )}
    </SidePart>
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
