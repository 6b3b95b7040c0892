import { useCallback, useEffect, useState } from 'react';
import { ApiError } from './client.js';
import { useReader } from './key.js';

/** The latest results, so that going back shows the page at once and as it was left. */
const KEPT = 30;
const kept = new Map<string, unknown>();

function keep(key: string, data: unknown) {
  kept.delete(key);
  kept.set(key, data);
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
}

export interface Loaded<T> {
  /** While a new key loads, the data of the key before (unless `fresh`), so that the page does not jump. */
  data: T | undefined;
  error: ApiError | undefined;
  loading: boolean;
  reload: () => void;
}

interface State {
  key: string | null;
  data: unknown;
  error?: ApiError;
}

/**
 * Loads what `what` names; `null` loads nothing. The name must hold everything that `load` depends on.
 */
export function useLoad<T>(
  what: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  options: { fresh?: boolean } = {},
): Loaded<T> {
  const reader = useReader();
  const key = what === null ? null : `${reader} ${what}`;
  const [state, setState] = useState<State>({ key: null, data: undefined });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (key === null || kept.has(key)) return;
    const aborter = new AbortController();
    load(aborter.signal).then(
      (data) => {
        keep(key, data);
        setState({ key, data });
      },
      (error: unknown) => {
        if (aborter.signal.aborted) return;
        const known = error instanceof ApiError ? error : new ApiError(0, 'unknown', String(error));
        setState({ key, data: undefined, error: known });
      },
    );
    return () => aborter.abort();
    // `load` is made anew on each render; the key stands for it.
  }, [key, attempt]);

  const reload = useCallback(() => {
    if (key !== null) kept.delete(key);
    setState((before) => ({ ...before, error: undefined, key: null }));
    setAttempt((n) => n + 1);
  }, [key]);

  // What is kept is shown in the same drawing, not one later: the scroll position depends on it.
  if (key !== null && kept.has(key)) {
    if (state.key !== key || state.data !== kept.get(key)) setState({ key, data: kept.get(key) });
    return { data: kept.get(key) as T, error: undefined, loading: false, reload };
  }
  const settled = state.key === key;
  const data = settled || !options.fresh ? (state.data as T | undefined) : undefined;
  return {
    data: key === null ? undefined : data,
    error: settled ? state.error : undefined,
    loading: key !== null && !settled,
    reload,
  };
}
