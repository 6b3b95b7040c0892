import { useCallback, useRef, useState } from 'react';
import { asApiError, type ApiError } from '../api/client.js';
import type { Ingestion } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { formOf, NO_DETAILS, sendFile, type Details } from './send.js';
import type { ToldIngestions } from './useIngestions.js';

export interface Upload {
  id: number;
  file: File;
  details: Details;
  state: 'waiting' | 'sending' | 'refused' | Ingestion['state'];
  /** Share of the file that was sent, or of the ingestion that is done. */
  progress: number;
  ingestion?: Ingestion;
  error?: ApiError;
}

const AT_ONCE = 2;

export function isFinal(state: Upload['state']): boolean {
  return state === 'indexed' || state === 'skipped' || state === 'failed' || state === 'refused';
}

/** Files on their way: chosen, sent (two at a time), then as the server tells of them. */
export function useUploads({ known, learn }: Pick<ToldIngestions, 'known' | 'learn'>) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const next = useRef(1);

  const change = useCallback((id: number, by: Partial<Upload>) => {
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...by } : upload)));
  }, []);

  const send = async (upload: Upload, corpus: string) => {
    change(upload.id, { state: 'sending', progress: 0, error: undefined });
    try {
      const form = formOf(corpus, upload.file, upload.details);
      const ingestion = await sendFile(form, (progress) => change(upload.id, { progress }));
      change(upload.id, { ingestion, state: ingestion.state });
    } catch (cause) {
      change(upload.id, { state: 'refused', error: asApiError(cause) });
    }
  };

  const sendAll = async (corpus: string) => {
    const queue = uploads.filter(({ state }) => state === 'waiting');
    const lane = async () => {
      for (let upload = queue.shift(); upload; upload = queue.shift()) await send(upload, corpus);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  };

  const retry = async (upload: Upload, corpus: string) => {
    if (!upload.ingestion) return send(upload, corpus);
    try {
      learn(await requests.retryIngestion(upload.ingestion.id));
      change(upload.id, { error: undefined });
    } catch (cause) {
      change(upload.id, { error: asApiError(cause) });
    }
  };

  const add = (files: File[]) => {
    const added = files.map((file) => ({
      id: next.current++,
      file,
      details: NO_DETAILS,
      state: 'waiting' as const,
      progress: 0,
    }));
    setUploads((all) => [...all, ...added]);
  };
  const remove = (id: number) => setUploads((all) => all.filter((upload) => upload.id !== id));

  return { uploads: uploads.map((upload) => asTold(upload, known)), add, remove, change, sendAll, retry };
}

/** The upload in the state that the server told last. */
function asTold(upload: Upload, known: ToldIngestions['known']): Upload {
  if (!upload.ingestion) return upload;
  const ingestion = known?.get(upload.ingestion.id) ?? upload.ingestion;
  return { ...upload, ingestion, state: ingestion.state, progress: ingestion.progress };
}
