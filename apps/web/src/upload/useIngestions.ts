import { useCallback, useEffect, useState } from 'react';
import { ApiError, asApiError } from '../api/client.js';
import { useReader } from '../api/key.js';
import type { Ingestion } from '../api/openapi.js';
import * as requests from '../api/requests.js';

const LISTED = 20;

export interface ToldIngestions {
  /** By id; the latest ones, and all that were told since. Null until the first of them are there. */
  known: ReadonlyMap<string, Ingestion> | null;
  /** The server is away; what is known may be old. */
  lost: boolean;
  error: ApiError | null;
  learn: (ingestion: Ingestion) => void;
  again: () => void;
}

/** The ingestions of the corpora that the reader curates, as the server tells of them. */
export function useIngestions(): ToldIngestions {
  const reader = useReader();
  const [known, setKnown] = useState<ReadonlyMap<string, Ingestion> | null>(null);
  const [lost, setLost] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [round, setRound] = useState(0);
  const learn = useCallback((...told: Ingestion[]) => {
    setKnown((before) => new Map([...(before ?? []), ...told.map((one) => [one.id, one] as const)]));
  }, []);

  useEffect(() => {
    const aborter = new AbortController();
    const { signal } = aborter;
    const listen = async () => {
      for await (const told of requests.ingestionEvents(signal)) {
        setLost(told.kind !== 'event');
        if (told.kind !== 'event') continue;
        if (told.event === 'reset') learn(...(await requests.ingestions(LISTED, signal)));
        if (told.event === 'ingestion') learn(JSON.parse(told.data) as Ingestion);
      }
    };
    setError(null);
    listen().catch((cause: unknown) => {
      if (!signal.aborted) setError(asApiError(cause));
    });
    return () => aborter.abort();
  }, [reader, round, learn]);

  return { known, lost, error, learn, again: () => setRound((n) => n + 1) };
}
