import { useId } from 'react';
import { useI18n } from '../i18n/index.js';
import type { Details } from './send.js';

/** Kinds that come up most; any other word may be typed. */
const KINDS = ['ruling', 'instruction', 'guideline', 'circular', 'statute', 'memo'];

export function DetailsForm({
  details,
  onChange,
}: {
  details: Details;
  onChange: (details: Details) => void;
}) {
  const { t } = useI18n();
  const id = useId();
  const fields: { name: keyof Details; label: string; type: string; hint?: string }[] = [
    { name: 'title', label: t.upload.fieldTitle, type: 'text' },
    { name: 'kind', label: t.upload.fieldKind, type: 'text' },
    { name: 'date', label: t.upload.fieldDate, type: 'date' },
    { name: 'validFrom', label: t.upload.fieldValidFrom, type: 'date' },
    { name: 'key', label: t.upload.fieldKey, type: 'text', hint: t.upload.fieldKeyHint },
  ];
  return (
    <details className="upload-details">
      <summary>{t.upload.details}</summary>
      <p className="quiet">{t.upload.detailsHint}</p>
      <div className="details-grid">
        {fields.map(({ name, label, type, hint }) => (
          <div key={name}>
            <label htmlFor={id + name}>{label}</label>
            <input
              id={id + name}
              type={type}
              className="form-input"
              list={name === 'kind' ? `${id}kinds` : undefined}
              value={details[name]}
              onChange={(event) => onChange({ ...details, [name]: event.target.value })}
              aria-describedby={hint ? `${id}${name}hint` : undefined}
            />
            {hint && (
              <p id={`${id}${name}hint`} className="quiet">
                {hint}
              </p>
            )}
          </div>
        ))}
      </div>
      <datalist id={`${id}kinds`}>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t.kinds[kind]}
          </option>
        ))}
      </datalist>
    </details>
  );
}
