import { useState } from 'react';
import type { Version } from '../api/openapi.js';
import { ApiError } from '../api/client.js';
import { useKey } from '../api/key.js';
import * as requests from '../api/requests.js';
import { useI18n } from '../i18n/index.js';
import { Icon } from '../parts/Icon.js';
import { ProblemNotice } from '../parts/Notice.js';

/** The original file: a plain link, or fetched by the app when a key must go along. */
export function Original({ version }: { version: Version }) {
  const { t } = useI18n();
  const key = useKey();
  const [error, setError] = useState<ApiError | null>(null);

  const fetchAndSave = async () => {
    setError(null);
    try {
      const address = URL.createObjectURL(await requests.original(version.id));
      const link = document.createElement('a');
      link.href = address;
      link.download = version.fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (cause) {
      setError(cause instanceof ApiError ? cause : new ApiError(0, 'unknown', ''));
    }
  };

  const content = (
    <>
      <Icon name="download" />
      {t.source.original}
    </>
  );
  if (!key) {
    return (
      <a className="icon-link" href={requests.originalAddress(version.id)} download={version.fileName}>
        {content}
      </a>
    );
  }
  return (
    <>
      <button type="button" className="text-button" onClick={() => void fetchAndSave()}>
        {content}
      </button>
      {error && <ProblemNotice error={error} />}
    </>
  );
}
