import { useEffect, useSyncExternalStore } from 'react';

/** One live region for the whole app: what is said here is read aloud without moving the focus. */
let message = '';
const listeners = new Set<() => void>();

export function announce(text: string): void {
  message = text;
  listeners.forEach((listener) => listener());
}

/** Announces `text` whenever it changes to something. */
export function useAnnouncement(text: string | null): void {
  useEffect(() => {
    if (text) announce(text);
  }, [text]);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function LiveRegion() {
  const text = useSyncExternalStore(subscribe, () => message);
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {text}
    </div>
  );
}
