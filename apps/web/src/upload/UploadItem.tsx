import type { Ingestion } from '../api/openapi.js';
import { bytes } from '../i18n/format.js';
import { useI18n, type Texts } from '../i18n/index.js';
import { useAnnouncement } from '../parts/announce.js';
import { Link } from '../parts/Link.js';
import { problemText } from '../parts/Notice.js';
import { useReasons } from '../parts/reasons.js';
import { sourceAddress } from '../source/address.js';
import { DetailsForm } from './DetailsForm.js';
import type { Details } from './send.js';
import { isFinal, type Upload } from './useUploads.js';

interface Props {
  upload: Upload;
  onDetails: (details: Details) => void;
  onRemove: () => void;
  onRetry: () => void;
}

export function stateText(state: Upload['state'], stage: Ingestion['stage'], t: Texts): string {
  return (state === 'running' && stage && t.upload.stages[stage]) || (t.upload.states[state] ?? state);
}

export function UploadItem({ upload, onDetails, onRemove, onRetry }: Props) {
  const { t } = useI18n();
  const { file, state, ingestion, error } = upload;
  const told = useReasons();
  const reason = error ? problemText(error, t) : ingestion?.reason && told.reason(ingestion.reason);
  const text = stateText(state, ingestion?.stage ?? null, t);
  useAnnouncement(
    state === 'waiting' ? null : t.upload.announce(file.name, [text, reason].filter(Boolean).join('. ')),
  );
  const onItsWay = !isFinal(state) && state !== 'waiting';
  return (
    <article className="upload">
      <div className="upload-head">
        <h3>{file.name}</h3>
        <span className="quiet">{bytes(file.size, t)}</span>
        <span className={`state state-${state}`}>{text}</span>
      </div>
      {onItsWay && <progress aria-label={t.upload.progress(file.name)} value={upload.progress} max={1} />}
      {reason && <p className={state === 'skipped' ? undefined : 'box-error'}>{reason}</p>}
      {ingestion?.warnings.map((warning) => (
        <p key={warning} className="quiet">
          {told.warning(warning)}
        </p>
      ))}
      {error?.errors.map(({ path, message }) => (
        <p key={path + message} className="box-error">
          {path ? `${path}: ${message}` : message}
        </p>
      ))}
      {state === 'waiting' && <DetailsForm details={upload.details} onChange={onDetails} />}
      <div className="row">
        {isFinal(state) && ingestion?.versionId && (
          <Link href={sourceAddress(ingestion.versionId)} aria-label={`${t.upload.open}: ${file.name}`}>
            {t.upload.open}
          </Link>
        )}
        {(state === 'failed' || state === 'refused') && (
          <button
            type="button"
            className="text-button"
            aria-label={`${t.upload.retry}: ${file.name}`}
            onClick={onRetry}
          >
            {t.upload.retry}
          </button>
        )}
        {(isFinal(state) || state === 'waiting') && (
          <button
            type="button"
            className="text-button"
            aria-label={`${t.upload.remove}: ${file.name}`}
            onClick={onRemove}
          >
            {t.upload.remove}
          </button>
        )}
      </div>
    </article>
  );
}
