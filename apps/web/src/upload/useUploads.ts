import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ingestion } from '../api/openapi.js';
import { ApiError } from '../api/client.js';
import * as requests from '../api/requests.js';
import { formOf, NO_DETAILS, sendFile, type Details } from './send.js';

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

const POLL = 1000;
const AT_ONCE = 2;

export function isFinal(state: Upload['state']): boolean {
  return state === 'indexed' || state === 'skipped' || state === 'failed' || state === 'refused';
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Files on their way: chosen, sent (two at a time), then watched until the server is done with them. */
export function useUploads(onFinished: () => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const next = useRef(1);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const change = useCallback((id: number, by: Partial<Upload>) => {
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...by } : upload)));
  }, []);

  const watch = async (id: number, first: Ingestion) => {
    let ingestion = first;
    for (;;) {
      change(id, { ingestion, state: ingestion.state, progress: ingestion.progress, error: undefined });
      if (isFinal(ingestion.state) || !alive.current) return onFinished();
      await pause(POLL);
      try {
        ingestion = await requests.ingestion(ingestion.id);
      } catch (error) {
        // A server that is away for a moment is asked again; one that refuses is not.
        if (error instanceof ApiError && error.status >= 400 && error.status < 500)
          return change(id, { state: 'refused', error });
      }
    }
  };

  const send = async (upload: Upload, corpus: string) => {
    change(upload.id, { state: 'sending', progress: 0, error: undefined });
    try {
      const form = formOf(corpus, upload.file, upload.details);
      const ingestion = await sendFile(form, (progress) => change(upload.id, { progress }));
      void watch(upload.id, ingestion);
    } catch (cause) {
      const error = cause instanceof ApiError ? cause : new ApiError(0, 'unknown', String(cause));
      change(upload.id, { state: 'refused', error });
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
      void watch(upload.id, await requests.retryIngestion(upload.ingestion.id));
    } catch (error) {
      if (error instanceof ApiError) change(upload.id, { error });
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

  return { uploads, add, remove, change, sendAll, retry };
}
