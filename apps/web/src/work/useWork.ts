import { useEffect, useState } from 'react';
import { ApiError } from '../api/client.js';
import { useKey } from '../api/key.js';
import { loads } from '../api/useLoad.js';
import { inBrowser } from './in-browser.js';
import { onServer } from './on-server.js';
import type { NewVisit, Work } from './work.js';

export function useWork(): Work {
  return useKey() === null ? inBrowser : onServer;
}

/** What is loaded of a person's work, by the first word of its name. */
type Part = 'cases' | 'case' | 'saved' | 'history';

/** Loads parts of the work anew where they are shown, and elsewhere when they are shown next. */
export function renew(...parts: Part[]): Promise<void> {
  const names: string[] = parts;
  return loads.invalidateQueries({
    predicate: ({ queryKey: [what] }) => names.includes(String(what).split(' ')[0]!),
  });
}

/** Notes a search or a document that is looked at in the history. */
export function useVisit(visit: NewVisit | null): void {
  const work = useWork();
  const said = visit && JSON.stringify(visit);
  useEffect(() => {
    if (!said) return;
    // A visit that cannot be noted must not get in the way of what is visited.
    work.visit(JSON.parse(said) as NewVisit).then(
      () => renew('history'),
      () => undefined,
    );
  }, [work, said]);
}

/** Something that a person does, which may fail. */
export function useAction(): {
  run: (act: () => Promise<unknown>) => Promise<boolean>;
  busy: boolean;
  error: ApiError | null;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run = async (act: () => Promise<unknown>) => {
    setBusy(true);
    setError(null);
    try {
      await act();
      return true;
    } catch (cause) {
      setError(cause instanceof ApiError ? cause : new ApiError(0, 'unknown', String(cause)));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, error };
}
